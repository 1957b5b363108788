import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readRunQuantity } from '../../src/export/read-run-quantity.ts'
import { formatSi } from '../../src/plots/drawing/si-format.ts'
import { loadScenario } from '../../src/run/load-scenario.ts'
import { runToFolder } from '../../src/run/run-to-folder.ts'
import { need } from '../require.ts'
import { writeSampleRun } from '../src/open/sample-run.ts'
import { type Bench, CHROMIUM, openBench } from './served-run.ts'

const present = need('chromium', () => existsSync(CHROMIUM))

describe.skipIf(!present)('a run in the page (needs Debian chromium)', () => {
  let bench: Bench
  let mof: string
  let hi: string
  let sample: string
  const pages: Page[] = []

  beforeAll(async () => {
    bench = await openBench(['production', 'one-file'])
    mof = join(bench.folder, 'mof')
    await runToFolder(loadScenario('mof-refresh'), { out: mof })
    hi = join(bench.folder, 'hi')
    await runToFolder(loadScenario('hi-filter'), { out: hi })
    sample = await writeSampleRun(bench.folder, 'sample')
  }, 300_000)
  afterAll(() => bench?.close())
  afterEach(async () => {
    await Promise.all(pages.splice(0).map(page => page.context().close()))
  })

  async function open(address: string): Promise<Page> {
    const page = await bench.open(address)
    pages.push(page)
    return page
  }

  async function openServed(run: string): Promise<Page> {
    return open((await bench.serve(run)).address)
  }

  it('shows any quantity in any frame, with the value under the pointer', async () => {
    const page = await openServed(mof)
    await page.getByRole('heading', { name: 'mof-refresh' }).waitFor()
    const map = page.getByRole('application')
    for (const name of ['conductance', 'sense-current']) {
      const { quantity, frames, size } = await readRunQuantity(mof, name)
      await page.getByLabel('Quantity').selectOption(name)
      for (const frame of [2, frames.length - 1]) {
        await page.getByRole('slider', { name: 'Frame' }).fill(String(frame))
        await page.getByText(`${frame + 1}/${frames.length} ${frames[frame].label}`).waitFor()
        for (const [i, j] of [
          [0, 0],
          [size[0] - 1, 1],
          [3, size[1] - 1],
        ]) {
          await pointAt(map, size, i, j)
          const value = quantity.planes[frame][i * size[1] + j]
          await page
            .getByText(`word line ${i}, bit line ${j}: ${formatSi(value, quantity.unit)}`, { exact: true })
            .waitFor({ timeout: 5000 })
        }
      }
    }
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('shows figures, energy and settings', async () => {
    const page = await openServed(mof)
    const { figures } = JSON.parse(readFileSync(join(mof, 'summary.json'), 'utf8'))
    const { cases } = JSON.parse(readFileSync(join(mof, 'manifest.json'), 'utf8'))
    const row = (name: string) => page.getByRole('row', { name, exact: false })
    await row(`m-readable-time ${formatSi(figures['m-readable-time'].value, 's')}`).waitFor()
    await row(`Delivered by the drivers ${formatSi(cases[0].energy.delivered, 'J')}`).waitFor()
    await page.getByText('The scenario file of this run').click()
    await page.getByText('"name": "mof-refresh"').waitFor()
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('shows what was recorded over time, and a map as a table', async () => {
    const page = await openServed(sample)
    await page.getByRole('img', { name: 'first: current: one line from 0 to 1 µA' }).waitFor()
    await page.getByText('As a table').click()
    const cells = await page
      .getByRole('table', { name: /Cell conductance in pS/ })
      .getByRole('cell')
      .allTextContents()
    expect(cells.filter(text => text !== '')).toEqual(['1', '2', '3', '4', '5', '6'])
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('is walked by the keyboard alone', async () => {
    const page = await openServed(sample)
    await page.getByRole('heading', { name: 'sample' }).waitFor()
    await focusByTab(page, 'select')
    await page.keyboard.press('ArrowDown')
    await page.getByText('word line 0, bit line 0: no value').waitFor()
    await focusByTab(page, '[role=application]')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.getByText('word line 1, bit line 1: 0', { exact: true }).waitFor()
    await focusByTab(page, 'button[aria-label="Run"]')
    await focusByTab(page, 'input[type=range]')
    await page.keyboard.press('ArrowRight')
    expect(await page.getByRole('slider').getAttribute('aria-valuetext')).toBe('2 of 2: read 1 · 1.6 s')
    await focusByTab(page, 'summary')
    await page.keyboard.press('Enter')
    await page.getByRole('table', { name: /Sneak share; rows are word lines/ }).waitFor()
  }, 60_000)

  it('continues in the playground at the frame that is shown', async () => {
    const page = await openServed(mof)
    await page.getByRole('slider', { name: 'Frame' }).fill('5')
    const { label, timeS } = JSON.parse(readFileSync(join(mof, 'manifest.json'), 'utf8')).frames[5]
    await page.getByRole('button', { name: 'Continue here' }).click()
    await page.getByRole('heading', { name: 'EC-MOF array shows M, O and F' }).waitFor()
    const now = page.locator('.timeline output').filter({ hasText: formatSi(timeS, 's') })
    await now.waitFor()
    expect(await now.textContent()).toContain(label)
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('continues in the case of the frame, and shows a cell over the time of that case alone', async () => {
    const page = await openServed(hi)
    const { frames } = JSON.parse(readFileSync(join(hi, 'manifest.json'), 'utf8')) as {
      frames: { label: string; timeS: number }[]
    }
    const number = frames.findIndex(({ label }) => label === 'case-4 · input 1')
    await page.getByRole('slider', { name: 'Frame' }).fill(String(number))
    await page.getByText('Conductance of word line 0, bit line 0 over time, case-4').waitFor()
    await page.getByRole('button', { name: 'Continue here' }).click()
    const now = page.locator('.timeline output').filter({ hasText: formatSi(frames[number].timeS, 's') })
    await now.filter({ hasText: 'input 1' }).waitFor()
    expect(await page.locator('.heading select').inputValue()).toBe('3')
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('shows a run of three-terminal devices, and says that the playground does not play it', async () => {
    const file = join(bench.folder, 'gated.json')
    const scenario = {
      name: 'gated',
      title: 'Gated',
      array: { size: [2, 3], wires: { gate: 10, drain: 10, source: 10 }, cells: { device: 'psg-wo3' } },
      network: 'crossbar',
      images: { one: ['#..', '.#.'] },
      program: [
        { write: 'one', volts: 3, width: 1 },
        { read: 0.1, name: 'after' },
      ],
      outputs: ['conductance', 'source-shift'],
    }
    writeFileSync(file, JSON.stringify(scenario))
    const gated = join(bench.folder, 'gated')
    await runToFolder(loadScenario(file), { out: gated })
    const { quantity } = await readRunQuantity(gated, 'conductance')
    const page = await openServed(gated)
    const value = quantity.planes.at(-1)![0]
    await page.getByRole('slider', { name: 'Frame' }).fill(String(quantity.planes.length - 1))
    await page
      .getByText(`gate and drain line 0, source line 0: ${formatSi(value, 'S')}`, { exact: true })
      .waitFor()
    await page.getByRole('button', { name: 'Continue here' }).click()
    await page.getByRole('alert').getByText('found psg-wo3, a device with a gate').waitFor()
    expect(await page.getByRole('heading', { name: 'gated' }).count()).toBe(1)
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('says in one line what is wrong with a folder, and shows texts as texts', async () => {
    const page = await open(`${pathToFileURL(bench.built.oneFile).href}#run`)
    const choose = async (folder: string): Promise<void> => {
      await page.locator('input[type=file]').setInputFiles(folder)
    }
    const none = join(bench.folder, 'none')
    mkdirSync(none)
    writeFileSync(join(none, 'notes.txt'), 'no run')
    await choose(none)
    await page.getByRole('alert').getByText('none: found no manifest.json; expected a run folder').waitFor()

    const hostile = join(bench.folder, 'hostile')
    cpSync(sample, hostile, { recursive: true })
    const manifest = JSON.parse(readFileSync(join(hostile, 'manifest.json'), 'utf8'))
    const script = '<img src=x onerror="document.title=\'hacked\'">'
    manifest.scenario = script
    manifest.frames[0].label = script
    manifest.quantities[0].title = script
    manifest.warnings = [script]
    writeFileSync(join(hostile, 'manifest.json'), JSON.stringify(manifest))
    await choose(hostile)
    await page.getByRole('heading', { name: script }).waitFor()
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.title()).toBe('Sneakpath')

    manifest.size = [3, 2]
    writeFileSync(join(hostile, 'manifest.json'), JSON.stringify(manifest))
    await choose(hostile)
    await page
      .getByRole('alert')
      .getByText('found shape (2, 2, 3); expected (2, 3, 2) as in the manifest')
      .waitFor()
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('reads a folder from file storage without a server', async () => {
    const page = await open(`${pathToFileURL(bench.built.oneFile).href}#run`)
    await page.locator('input[type=file]').setInputFiles(sample)
    await page.getByRole('heading', { name: 'sample' }).waitFor()
    await page.getByText('word line 0, bit line 0: 1 pS', { exact: true }).waitFor()
    await page.getByRole('slider', { name: 'Frame' }).fill('1')
    await page.getByText('word line 0, bit line 0: 11 pS', { exact: true }).waitFor()
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('says that the server went away', async () => {
    const served = await bench.serve(sample)
    const page = await open(served.address.replace(/#.*/, '#play'))
    await page.getByRole('heading', { level: 1 }).waitFor()
    await served.close()
    await page.evaluate("location.hash = '#run/served'")
    await page
      .getByRole('alert')
      .getByText('sneakpath open: found no answer; expected the command to run still')
      .waitFor()
    // The browser says of its own that a request failed.
    bench.faults.length = 0
  }, 60_000)
})

/** Moves the pointer into a cell of the map. */
async function pointAt(
  map: ReturnType<Page['getByRole']>,
  [rows, columns]: readonly [number, number],
  i: number,
  j: number,
): Promise<void> {
  const box = (await map.boundingBox())!
  const cell = Math.min(box.width / columns, 620 / rows, 56)
  const left = (box.width - cell * columns) / 2
  await map.hover({ position: { x: left + (j + 0.5) * cell, y: (i + 0.5) * cell } })
}

/** Presses Tab until the element has the focus. */
async function focusByTab(page: Page, selector: string): Promise<void> {
  for (let k = 0; k < 40; k++) {
    if (await page.evaluate(`document.activeElement?.matches(${JSON.stringify(selector)})`)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${selector}`)
}
