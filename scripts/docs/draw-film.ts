// Draws the film of README from the real page: npm run docs:film. It needs Debian's chromium and the built page (npm run web).
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { decode } from 'fast-png'
import gifenc from 'gifenc'
import { chromium, type Page } from 'playwright-core'
import { servePage } from '../../src/open/serve-page.ts'

const TARGET = fileURLToPath(new URL('../../docs/images/playground.gif', import.meta.url))
/** CSS px, and how many px of the film each is. */
const VIEW = { width: 1180, height: 860 }
const RATIO = 0.66
const PAUSE_MS = 650

const { GIFEncoder, quantize, applyPalette } = gifenc

/** What is done before each picture. */
function* story(page: Page): Generator<() => Promise<unknown>> {
  yield async () => {}
  const map = page.getByRole('application').first()
  // The read walks along its word line: the ways of the current change.
  for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowDown', 'ArrowDown', 'ArrowLeft'])
    yield () => map.press(key)
  yield () => page.getByRole('button', { name: 'Sneak share' }).click()
  yield () => map.press('ArrowUp')
  yield async () => {
    await page.getByRole('button', { name: 'Conductance' }).first().click()
    await page.getByRole('button', { name: 'Show and forget' }).click()
    await ready(page)
    await page.getByRole('slider', { name: 'Frame' }).fill('0')
  }
  for (let frame = 1; frame <= 10; frame++)
    yield () => page.getByRole('slider', { name: 'Frame' }).fill(String(frame))
}

async function ready(page: Page): Promise<void> {
  await page.locator('.timeline .busy').waitFor({ state: 'detached' })
  await page.locator('.numbers dd').first().waitFor()
  await page.waitForTimeout(700)
}

const served = await servePage()
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox', '--font-render-hinting=none'],
})
const page = await browser.newPage({ viewport: VIEW, deviceScaleFactor: RATIO, reducedMotion: 'reduce' })
await page.goto(served.address)
await ready(page)
const shots: { width: number; height: number; data: Uint8Array }[] = []
for (const act of story(page)) {
  await act()
  await ready(page)
  const { width, height, data, channels } = decode(await page.screenshot())
  const rgba = new Uint8Array(width * height * 4).fill(255)
  for (let k = 0; k < width * height; k++)
    for (let c = 0; c < 3; c++) rgba[4 * k + c] = data[channels * k + c]
  shots.push({ width, height, data: rgba })
}
await browser.close()
await served.close()

// One palette for all pictures: colours stand still where nothing moves.
const sample = [shots[0], shots[7], shots.at(-4)!]
const together = new Uint8Array(sample.reduce((sum, { data }) => sum + data.length, 0))
let at = 0
for (const { data } of sample) {
  together.set(data, at)
  at += data.length
}
const palette = quantize(together, 128)
const encoder = GIFEncoder()
for (const { width, height, data } of shots)
  encoder.writeFrame(applyPalette(data, palette), width, height, { palette, delay: PAUSE_MS })
encoder.finish()
writeFileSync(TARGET, encoder.bytes())
process.stdout.write(`${TARGET}: ${shots.length} pictures, ${Math.round(encoder.bytes().length / 1000)} kB\n`)
process.exit()
