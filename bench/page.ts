/**
 * Counts what the page shows, in Debian's chromium, as a hand sees it: pictures a second while the wire slider is dragged up, down and up
 * again over two decades, and seconds until every cell of 32 x 32 has been read; then what a picture takes of a core in Node:
 *
 *     npm run bench:page
 */
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { machineName, markdownTable } from './measure.ts'
import { wireSlideTable } from './wire-slide.ts'

const PAGE = new URL('../dist/web/playground.html', import.meta.url)
if (!existsSync(PAGE))
  throw new Error('bench:page: found no dist/web/playground.html; make it by npm run web')
const LONG = 300_000
/** Of the 240 places of the slider, from 0.1 to 10 ohm. */
const [LOW, HIGH] = [81, 160]
/** Seconds of a drag from one to the other. */
const SWEEP = 3
const SWEEPS = 4
/** Pulses that write a picture, by device. */
const WRITE: Readonly<Record<string, object>> = {
  vteam: { volts: -0.4, width: 1e-10 },
  zntpp: { volts: 10, width: 0.1 },
}
/** Counts pictures of a map whose cells are pixels. */
const COUNT_PICTURES = `
  window.pictures = 0
  const put = CanvasRenderingContext2D.prototype.putImageData
  CanvasRenderingContext2D.prototype.putImageData = function (...values) {
    window.pictures++
    return put.apply(this, values)
  }`
/** Moves the slider with every picture of the screen, as a pointer does. */
const DRAG = `new Promise(done => {
  const slider = document.querySelector('input[aria-label="Wire, a segment, slider"]')
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set
  const [began, before] = [performance.now(), window.pictures]
  const move = () => {
    const sweeps = (performance.now() - began) / ${1000 * SWEEP}
    if (sweeps > ${SWEEPS}) return done((window.pictures - before) / ${SWEEP * SWEEPS})
    const part = sweeps % 2 < 1 ? sweeps % 1 : 1 - (sweeps % 1)
    set.call(slider, Math.round(${LOW} + ${HIGH - LOW} * part))
    slider.dispatchEvent(new Event('input', { bubbles: true }))
    requestAnimationFrame(move)
  }
  move()
})`

const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--headless=new', '--no-sandbox'],
})
try {
  const drags: string[][] = []
  for (const side of [256, 1024])
    for (const bias of ['half', 'float'] as const)
      drags.push([`${side} x ${side}`, bias, (await picturesOfDrag(side, bias)).toFixed(1)])
  const reads: string[][] = []
  for (const bias of ['half', 'float'] as const)
    reads.push(['32 x 32', bias, (await secondsOfReads(bias)).toFixed(2)])
  const print = (text: string) => process.stdout.write(`${text}\n\n`)
  print(`${machineName()}, chromium ${browser.version()}, from file storage.`)
  print(markdownTable(['vteam, one drive', 'other lines', 'new pictures a second'], drags))
  print(markdownTable(['zntpp, every cell', 'other lines', 's'], reads))
} finally {
  await browser.close()
}
process.stdout.write(`${wireSlideTable()}\n`)

/** A page with an array into which a pattern was written. */
async function pageWith(device: string, side: number, bias: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  await page.addInitScript(COUNT_PICTURES)
  await page.goto(pathToFileURL(PAGE.pathname).href)
  const rows = Array.from({ length: side }, (_, i) =>
    Array.from({ length: side }, (_, j) =>
      (i - side / 2) ** 2 + (j - side / 2) ** 2 < side ** 2 / 10 ? '#' : '.',
    ).join(''),
  )
  const scenario = {
    name: 'bench',
    title: 'An array of the bench',
    array: { size: [side, side], wires: { word: 3, bit: 3 }, cells: { device } },
    bias,
    network: 'isolated',
    images: { disc: rows },
    program: [{ write: 'disc', ...WRITE[device] }],
    outputs: ['conductance'],
  }
  await page.getByLabel('Scenario, device or picture').setInputFiles({
    name: 'bench.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(scenario)),
  })
  await page.getByRole('heading', { name: scenario.title }).waitFor()
  await settled(page)
  // The page looks at a read with other lines open until it is told otherwise.
  await page.getByLabel('others').selectOption(bias)
  return page
}

async function picturesOfDrag(side: number, bias: string): Promise<number> {
  const page = await pageWith('vteam', side, bias)
  await page.getByRole('button', { name: 'Cell voltage' }).click()
  await page.waitForTimeout(2000)
  const rate = (await page.evaluate(DRAG)) as number
  await page.close()
  return rate
}

async function secondsOfReads(bias: string): Promise<number> {
  const page = await pageWith('zntpp', 32, bias)
  const started = performance.now()
  await page.getByRole('button', { name: 'Sneak share' }).click()
  await page.waitForFunction("!/no value/.test(document.querySelector('#cell-now').textContent)", null, {
    timeout: LONG,
  })
  const seconds = (performance.now() - started) / 1000
  await page.close()
  return seconds
}

async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    "document.querySelector('.timeline') !== null && document.querySelector('.timeline .busy') === null",
    null,
    { timeout: LONG },
  )
}
