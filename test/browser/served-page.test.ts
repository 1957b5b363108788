import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { need } from '../require.ts'
import { type Bench, CHROMIUM, openBench } from './served-run.ts'

const present = need('chromium', () => existsSync(CHROMIUM))
/** Loaded when they are asked for: ngspice, and the GPU with gpu.js. */
const ON_DEMAND = /^(eecircuit-engine|spice-worker|gpu)-/
/** After gzip: of the whole page without ngspice, and of what the first array needs. */
const MOST_BYTES = 1.5e6
const MOST_FIRST_BYTES = 510e3
const MOST_REQUESTS = 10

describe.skipIf(!present)('the served page (needs Debian chromium)', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench()
  }, 180_000)
  afterAll(() => bench?.close())

  const bytesOf = (file: string): number => gzipSync(readFileSync(join(bench.built.folder, file))).length

  it('plays its first array with an engine of its own module, from few small files, and asks nobody else', async () => {
    const { address } = await bench.serve()
    const page = await bench.open('about:blank')
    const asked: string[] = []
    page.on('request', request => asked.push(new URL(request.url()).pathname))
    await page.goto(address)
    await page.locator('.numbers dd').first().waitFor()
    expect(await page.locator('.numbers dd').first().textContent()).toMatch(/A$/)
    expect(await page.getByRole('button', { name: 'Write', exact: true }).isEnabled()).toBe(true)
    const files = asked.filter(path => /\.[a-z0-9]+$/.test(path)).map(path => path.replace(/^\/[^/]*\//, ''))
    expect(files.some(file => file.startsWith('workers/worker-'))).toBe(true)
    expect(files.filter(file => ON_DEMAND.test(basename(file)))).toEqual([])
    expect(asked.length).toBeLessThanOrEqual(MOST_REQUESTS)
    const first = files.reduce((sum, file) => sum + bytesOf(file), bytesOf('index.html'))
    expect(first).toBeLessThan(MOST_FIRST_BYTES)
    // Its own address is another than that of the empty page.
    expect(bench.faults.filter(fault => !fault.startsWith(`asked for ${address}`))).toEqual([])
  }, 120_000)

  it('is small with all that it may load, but for ngspice', () => {
    const files = readdirSync(bench.built.folder, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.name.startsWith('eecircuit-engine-'))
      .map(({ parentPath, name }) => join(parentPath, name).slice(bench.built.folder.length + 1))
    expect(files.length).toBeGreaterThan(5)
    expect(files.reduce((sum, file) => sum + bytesOf(file), 0)).toBeLessThan(MOST_BYTES)
  })
})
