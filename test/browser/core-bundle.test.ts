import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createContext, Script } from 'node:vm'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { vteam } from '../../arrays/devices/field/vteam.ts'
import { deviceYaml } from '../../arrays/devices/file/device-yaml.ts'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { loadScenario } from '../../src/run/load-scenario.ts'
import { need } from '../require.ts'
import { resultText } from './result-text.ts'

const CHROMIUM = '/usr/bin/chromium'
const ADDRESS = 'https://sneakpath.test/'
const present = need('chromium', () => existsSync(CHROMIUM))

/** Of what is in a browser and not in the language itself, all that the core may use. */
const WEB = { atob, performance, MessageChannel, TextDecoder, TextEncoder, AbortController, DOMException }

type Texts = Readonly<Record<string, string>>
type RunFromTexts = (texts: Texts, scenario: string) => Promise<string>

/** A crossbar of a device from a file, with a table of sources. */
const OWN: Texts = {
  'own.yaml': `
name: own
title: A device and a table from files
network: crossbar
array:
  size: [4, 4]
  wires: { word: 2 ohm, bit: 2 ohm }
  cells: { device: vteam.yaml }
images:
  dot: [${Array.from({ length: 4 }, (_, i) => JSON.stringify((i % 5 === 0 ? '#..' : '.#.').repeat(2).slice(0, 4)))}]
program:
  - { write: dot, volts: 1.5 V, width: 20 ns }
  - { play: play.csv }
  - { read: 0.1 V, by: row }
outputs: [conductance, sneak-share]
`,
  'play.csv': 'time_s,word_0_V,bit_0_V\n0,1,0\n1e-8,0.5,0\n2e-8,0,0\n',
  'vteam.yaml': deviceYaml(vteam),
}

let code: string

beforeAll(async () => {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('./core-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'silent',
  })
  expect(bundle.warnings).toEqual([])
  code = bundle.outputFiles[0].text
}, 60_000)

/** The scenario's own text, and what Node finds. */
async function plain(name: string): Promise<{ readonly texts: Texts; readonly found: string }> {
  const scenario = loadScenario(name)
  const texts = { [scenario.document.file]: readFileSync(scenario.document.file, 'utf8') }
  return { texts, found: resultText(await runScenario(scenario)) }
}

async function ownInNode(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'core-bundle-'))
  try {
    for (const [name, text] of Object.entries(OWN)) writeFileSync(join(folder, name), text)
    return resultText(await runScenario(loadScenario(join(folder, 'own.yaml'))))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

describe('the core in one bundle for browsers', () => {
  it('holds nothing of Node', () => {
    expect(code).not.toMatch(/["']node:|\brequire\(/)
    expect(code).not.toMatch(/\b(Buffer\.|process\.(env|versions|cwd)|setImmediate\()/)
  })

  it('runs hi-filter to the last digit, where Node is not', async () => {
    const { texts, found } = await plain('hi-filter')
    expect(await inBareContext()(texts, Object.keys(texts)[0])).toBe(found)
  }, 180_000)

  it('runs a device, pictures and a table from texts', async () => {
    expect(await inBareContext()(OWN, 'own.yaml')).toBe(await ownInNode())
  })
})

/** A realm with the names of `WEB` and of the language alone. */
function inBareContext(): RunFromTexts {
  const context = createContext({ ...WEB })
  new Script(code).runInContext(context)
  return (context as { runFromTexts: RunFromTexts }).runFromTexts
}

function figuresOf(text: string): [string, number][] {
  const { figures } = JSON.parse(text) as { figures: Record<string, { value: number }> }
  return Object.entries(figures).map(([name, { value }]) => [name, value])
}

describe.skipIf(!present)('in headless Chromium (needs Debian chromium)', () => {
  let close: (() => Promise<void>) | undefined
  afterAll(() => close?.())

  it('runs hi-filter as Node does', async () => {
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--headless=new', '--no-sandbox'],
    })
    close = () => browser.close()
    const page = await browser.newPage()
    await page.route(ADDRESS, route =>
      route.fulfill({ contentType: 'text/html', body: '<title>core</title>' }),
    )
    await page.goto(ADDRESS)
    await page.addScriptTag({ content: code })
    const { texts, found } = await plain('hi-filter')
    const run = (all: readonly [Texts, string]): Promise<string> =>
      (globalThis as unknown as { runFromTexts: RunFromTexts }).runFromTexts(...all)
    const there = figuresOf(await page.evaluate(run, [texts, Object.keys(texts)[0]] as const))
    const here = figuresOf(found)
    expect(there.map(([name]) => name)).toEqual(here.map(([name]) => name))
    // Another version of V8 may round an exponential to the other neighbour.
    there.forEach(([, value], k) => {
      expect(Math.abs(value / here[k][1] - 1)).toBeLessThan(1e-9)
    })
  }, 120_000)
})
