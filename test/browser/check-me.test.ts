import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasNgspice, runNgspice } from '../reference/run-ngspice.ts'
import { need } from '../require.ts'
import { type Bench, CHROMIUM, openBench } from './served-run.ts'

const present = need('chromium', () => existsSync(CHROMIUM))

describe.skipIf(!present)('"Check me" (needs Debian chromium)', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench(['production', 'one-file'])
  }, 300_000)
  afterAll(() => bench?.close())

  it('agrees with ngspice in the page, which is loaded for it alone', async () => {
    const { address } = await bench.serve()
    const page = await bench.open(address)
    const loaded: string[] = []
    page.on('request', request => loaded.push(request.url()))
    // The first results of the array would make the check void.
    await page.locator('.numbers dd').first().waitFor()
    await page.locator('.timeline .busy').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Check against ngspice' }).click()
    const found = await page.getByText(/^Largest difference of any voltage/).textContent({ timeout: 120_000 })
    const [, relative] = /, (\S+) of the largest/.exec(found ?? '')!
    expect(Number(relative)).toBeLessThan(1e-9)
    expect(loaded.filter(url => url.includes('eecircuit'))).toHaveLength(1)
    // Another read makes what was found void.
    await page.getByRole('application').first().press('ArrowLeft')
    await page.getByText(/^Largest difference of any voltage/).waitFor({ state: 'detached' })
    expect(bench.faults).toEqual([])
  }, 180_000)

  it('is stopped', async () => {
    const { address } = await bench.serve()
    const page = await bench.open(address)
    await page.locator('.numbers dd').first().waitFor()
    await page.locator('.timeline .busy').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Check against ngspice' }).click()
    await page.getByText('ngspice works').waitFor()
    await page.locator('.check-me').getByRole('button', { name: 'Stop' }).click()
    await page.getByRole('button', { name: 'Check against ngspice' }).waitFor()
    expect(bench.faults).toEqual([])
  }, 60_000)

  it('gives the netlist instead in the page of one file, and ngspice is not in it', async () => {
    const page = await bench.open(pathToFileURL(bench.built.oneFile).href)
    expect(await page.getByRole('button', { name: 'Check against ngspice' }).count()).toBe(0)
    const coming = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Save netlist' }).click()
    const netlist = readFileSync(await (await coming).path(), 'utf8')
    expect(netlist).toMatch(/^\* ZnTPP.*word line 5 at 5 V/)
    if (hasNgspice()) expect(runNgspice(netlist).get('b_0_0')![0]).toBeTypeOf('number')
    expect(gzipSync(readFileSync(bench.built.oneFile)).length).toBeLessThan(1.5e6)
    expect(existsSync(join(bench.built.folder, 'playground.html'))).toBe(true)
    expect(bench.faults).toEqual([])
  }, 60_000)
})
