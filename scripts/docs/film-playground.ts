// Films the playground for README and docs: npm run docs:film. Needs the built page (npm run web) and Debian's chromium.
import { writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { decode } from 'fast-png'
import gifenc from 'gifenc'
import { chromium, type Page } from 'playwright-core'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const SIZE = { width: 1180, height: 800 } as const
const COLOURS = 128

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox'],
})
const page = await browser.newPage({ viewport: SIZE, colorScheme: 'light' })
await page.goto(pathToFileURL(`${ROOT}dist/web/playground.html`).href)
await page.locator('.numbers dd').first().waitFor()
await settled(page)

const frames: { readonly png: Uint8Array; readonly ms: number }[] = []
async function shoot(ms: number): Promise<void> {
  await page.evaluate('scrollTo(0, 0)')
  await page.waitForTimeout(250)
  frames.push({ png: await page.screenshot(), ms })
}

await shoot(1500)
writeFileSync(`${ROOT}docs/images/playground.png`, frames[0].png)
for (const k of [1, 2, 4]) {
  await page.locator('button.way').nth(k).hover()
  await shoot(900)
}
await page.getByRole('heading').first().hover()
for (const name of ['Cell voltage', 'Sneak share']) {
  await page.getByRole('button', { name, exact: true }).click()
  await settled(page)
  await shoot(1500)
}
await page.getByRole('button', { name: 'Conductance', exact: true }).click()
await page.getByRole('button', { name: 'Filter noise' }).click()
await settled(page)
await page.getByLabel('Case').selectOption('3')
await settled(page)
const bar = page.getByLabel('Frame', { exact: true })
await bar.focus()
await page.keyboard.press('Home')
const last = Number(await bar.getAttribute('max'))
for (let k = 0; k <= last; k += 3) {
  await shoot(k === 0 ? 900 : 350)
  for (let n = 0; n < 3; n++) await page.keyboard.press('ArrowRight')
}
await shoot(2500)
await browser.close()
writeFileSync(`${ROOT}docs/images/playground.gif`, encode())

async function settled(of: Page): Promise<void> {
  await of.waitForTimeout(300)
  await of.waitForFunction("document.querySelector('.timeline .busy, .look [role=status]') === null", null, {
    timeout: 120_000,
  })
}

/** All frames with one palette, that of all of them together: the colours of every map are in it. */
function encode(): Uint8Array {
  const pixels = frames.map(({ png }) => rgba(png))
  const sample = new Uint8Array(pixels.length * pixels[0].length)
  pixels.forEach((data, k) => {
    sample.set(data, k * data.length)
  })
  const palette = gifenc.quantize(sample, COLOURS)
  const encoder = gifenc.GIFEncoder()
  pixels.forEach((data, k) => {
    const index = gifenc.applyPalette(data, palette)
    encoder.writeFrame(index, SIZE.width, SIZE.height, {
      ...(k === 0 ? { palette } : {}),
      delay: frames[k].ms,
    })
  })
  encoder.finish()
  return encoder.bytes()
}

function rgba(png: Uint8Array): Uint8Array {
  const { data, channels, width, height } = decode(png)
  const out = new Uint8Array(width * height * 4).fill(255)
  for (let k = 0; k < width * height; k++) for (let c = 0; c < 3; c++) out[4 * k + c] = data[channels * k + c]
  return out
}
