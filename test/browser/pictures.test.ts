import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type DecodedPng, decode, encode } from 'fast-png'
import pixelmatch from 'pixelmatch'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { need } from '../require.ts'
import { writeSampleRun } from '../src/open/sample-run.ts'
import { type Bench, CHROMIUM, openBench, type Window } from './served-run.ts'

const present = need('chromium', () => existsSync(CHROMIUM))
const FOLDER = fileURLToPath(new URL('./pictures', import.meta.url))
/** Writes the references anew instead of comparing with them. */
const REMAKE = process.env.SNEAKPATH_REMAKE_PICTURES === '1'

/** Colours that differ by less are the same; 1 is black against white. */
const THRESHOLD = 0.3
/** Pixels of one part of the picture, WINDOW squared, that may differ. All glyphs hinted otherwise change 98, a panel 8 px lower 181 or more. */
const MOST_DIFFERENT = 130
const WINDOW = 32

interface Shot extends Window {
  readonly name: string
  /** Fragment of the address. */
  readonly route: string
  /** Panel that is moved to see that this shows. */
  readonly panel: string
}

const SHOTS: readonly Shot[] = [
  { name: 'playground-light-1280', route: '#play', panel: '.side.first', width: 1280 },
  { name: 'playground-dark-390', route: '#play', panel: '.stage', width: 390, colours: 'dark' },
  { name: 'run-light-1280', route: '#run', panel: '.card', width: 1280 },
]

describe.skipIf(!present)('what the page looks like (needs Debian chromium)', () => {
  let bench: Bench
  let run: string

  beforeAll(async () => {
    // Its text does not depend on what the browser has, and its fonts are its own.
    bench = await openBench(['one-file'], ['--disable-gpu'])
    run = await writeSampleRun(bench.folder, 'sample')
  }, 180_000)
  afterAll(() => bench?.close())

  async function open({ route, ...window }: Shot): Promise<Page> {
    const page = await bench.open(pathToFileURL(bench.built.oneFile).href + route, { ...window, scale: 0.5 })
    if (route === '#run') {
      await page.locator('input[type=file]').setInputFiles(run)
      await page.getByText('word line 0, bit line 0: 1 pS', { exact: true }).waitFor()
    } else {
      await page.getByText('no GPU: there is no WebGPU adapter').waitFor()
      await page.locator('.ways li').first().waitFor()
    }
    await page.evaluate('document.fonts.ready')
    return page
  }

  const shoot = (page: Page): Promise<Buffer> => page.screenshot({ fullPage: true, animations: 'disabled' })

  it.each(SHOTS)(
    '$name',
    async shot => {
      const page = await open(shot)
      const file = join(FOLDER, `${shot.name}.png`)
      try {
        const found = await shoot(page)
        if (REMAKE) {
          mkdirSync(FOLDER, { recursive: true })
          writeFileSync(file, found)
        }
        const wanted = decode(readFileSync(file))
        const different = difference(decode(found), wanted)
        if (different > MOST_DIFFERENT) throw new Error(report(shot.name, found, wanted, different))
        // The same comparison sees a panel that moved.
        await page.addStyleTag({ content: `${shot.panel} { position: relative; top: 8px }` })
        expect(difference(decode(await shoot(page)), wanted)).toBeGreaterThan(MOST_DIFFERENT)
      } finally {
        await page.context().close()
      }
    },
    60_000,
  )
})

/**
 * The most pixels that differ in any part of two pictures; all where these are not of one size.
 * @param drawn takes a picture of the differences, RGBA
 */
function difference(found: DecodedPng, wanted: DecodedPng, drawn?: Uint8Array): number {
  const { width, height } = wanted
  if (found.width !== width || found.height !== height) return width * height
  const options = { threshold: THRESHOLD, ...(drawn === undefined ? { windowSize: WINDOW } : {}) }
  return pixelmatch(withAlpha(found), withAlpha(wanted), drawn, width, height, options)
}

function withAlpha({ data, channels }: DecodedPng): Uint8Array {
  if (channels === 4) return Uint8Array.from(data)
  return Uint8Array.from({ length: (data.length / 3) * 4 }, (_, k) =>
    k % 4 === 3 ? 255 : data[Math.floor(k / 4) * 3 + (k % 4)],
  )
}

/** Keeps what was found and where it differs, for a look at it. */
function report(name: string, found: Buffer, wanted: DecodedPng, different: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-pictures-'))
  const { width, height } = wanted
  const data = new Uint8Array(4 * width * height)
  difference(decode(found), wanted, data)
  writeFileSync(join(folder, `${name}.png`), found)
  writeFileSync(join(folder, `${name}-difference.png`), encode({ width, height, data, channels: 4 }))
  return `${name}: found ${different} pixels that differ in one part of ${WINDOW} x ${WINDOW}; expected ${MOST_DIFFERENT} or fewer (${folder} shows them; CONTRIBUTING.md says how to remake the picture)`
}
