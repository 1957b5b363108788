import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { need } from '../require.ts'
import { mapValues } from './open-page.ts'
import { type Bench, CHROMIUM, openBench } from './served-run.ts'

/** The WebGPU adapter of machines without a GPU, a part of chromium. */
const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json'
const present = need('chromium with SwiftShader', () => existsSync(CHROMIUM) && existsSync(SWIFTSHADER))
const WITH_ADAPTER = ['--enable-unsafe-webgpu', '--use-webgpu-adapter=swiftshader']
/** Where the canvas of a page is drawn by another driver than its WebGPU, all that it shows is zero. */
const WITH_GPU = [
  ...WITH_ADAPTER,
  '--use-vulkan=swiftshader',
  '--enable-features=Vulkan',
  '--use-angle=swiftshader',
  '--disable-vulkan-surface',
]
const LONG = 240_000

/** An array of linear cells, one word line of which is written: an adapter in software takes half a second for a network. */
const PROGRAM = {
  name: 'own',
  title: 'Own',
  array: { size: [12, 12], wires: { word: 2, bit: 2 }, cells: { device: 'vteam' } },
  network: 'crossbar',
  images: { dot: Array.from({ length: 12 }, (_, i) => (i === 3 ? '##..##..##..' : '.'.repeat(12))) },
  program: [{ write: 'dot', volts: 1, width: 1e-9 }],
  outputs: ['conductance'],
}

/** Faults begin when the page has tried its GPU and closed it. */
const AFTER_ITS_TRIAL = `let tried = false
  { const close = GPUDevice.prototype.destroy
    GPUDevice.prototype.destroy = function () { tried = true; return close.call(this) } }`

/** Changes what the page sees of its canvases, from so many readings of the GPU that computes on. */
const onPictures = (change: string) => `{ let left = 10
  let before
  const get = OffscreenCanvasRenderingContext2D.prototype.getImageData
  OffscreenCanvasRenderingContext2D.prototype.getImageData = function (...all) {
    const picture = get.apply(this, all)
    if (tried && --left < 0) { ${change} }
    return (before = picture) } }`

describe.skipIf(!present)('the GPU of the page (needs Debian chromium with SwiftShader)', () => {
  let bench: Bench
  let worker: string
  let text: string
  const pages: Page[] = []

  beforeAll(async () => {
    bench = await openBench(['production', 'one-file'], WITH_GPU)
    const name = readdirSync(join(bench.built.folder, 'workers')).find(file => /^worker-/.test(file))
    worker = join(bench.built.folder, 'workers', name!)
    text = readFileSync(worker, 'utf8')
  }, LONG)
  afterAll(() => bench?.close())
  afterEach(async () => {
    writeFileSync(worker, text)
    await Promise.all(pages.splice(0).map(page => page.context().close()))
    expect(bench.faults.splice(0)).toEqual([])
  })

  const ran = (page: Page) => page.locator('#computed-by')

  async function settled(page: Page): Promise<void> {
    await page.locator('.timeline .busy').waitFor({ state: 'detached', timeout: LONG })
    await ran(page).waitFor()
  }

  /** The playground with the program, played in float64. @param change text of its scenario */
  async function open(change: object = {}): Promise<Page> {
    const page = await bench.open((await bench.serve()).address)
    pages.push(page)
    return load(page, change)
  }

  async function load(page: Page, change: object = {}): Promise<Page> {
    await settled(page)
    await page.getByLabel('Scenario, device or picture').setInputFiles({
      name: 'own.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ ...PROGRAM, ...change })),
    })
    await page.getByRole('heading', { name: 'Own' }).waitFor()
    await settled(page)
    return page
  }

  /** The numbers of the map when they change no more: the view follows the array a moment later. @param before numbers that it must have left */
  async function steadyValues(page: Page, before?: readonly number[]): Promise<number[]> {
    for (let last = await mapValues(page); ; ) {
      await page.waitForTimeout(500)
      const now = await mapValues(page)
      if (isDeepStrictEqual(now, last) && !isDeepStrictEqual(now, before)) return now
      last = now
    }
  }

  async function choose(page: Page, backend: string): Promise<void> {
    await page.getByLabel('Computed by').selectOption(backend)
  }

  /** Largest difference over the largest value. */
  function difference(found: readonly number[], wanted: readonly number[]): number {
    const largest = Math.max(...wanted.map(Math.abs))
    expect(found).toHaveLength(wanted.length)
    expect(largest).toBeGreaterThan(0)
    return Math.max(...found.map((value, k) => Math.abs(value - wanted[k]))) / largest
  }

  const WAYS: readonly [way: string, open: () => Promise<Page>][] = [
    ['as sneakpath open serves it', async () => bench.open((await bench.serve()).address)],
    ['in one file', () => bench.open(`file://${bench.built.oneFile}`)],
    ['on a site that isolates no page', openUnisolated],
  ]

  /** The page as a server of files gives it, without the headers by which pages share memory with their workers. */
  async function openUnisolated(): Promise<Page> {
    const { address } = await bench.serve()
    const page = await bench.open('about:blank')
    await page.route('**/*', async route => {
      const answer = await route.fetch()
      const { 'cross-origin-embedder-policy': _, ...headers } = answer.headers()
      await route.fulfill({ response: answer, headers })
    })
    await page.goto(address)
    expect(await page.evaluate('crossOriginIsolated')).toBe(false)
    return page
  }

  it.each(WAYS)(
    'solves networks on it, voltages and conductances as in float64 to 1e-9: %s',
    async (_, openPage) => {
      const page = await openPage()
      pages.push(page)
      await load(page, { program: [{ read: 0.5 }] })
      expect(await ran(page).textContent()).toBe('Computed in float64 on the processor.')
      const states = await steadyValues(page)
      await page.getByRole('button', { name: 'Cell voltage' }).click()
      const volts = await steadyValues(page, states)
      await choose(page, 'webgpu')
      await ran(page).getByText('Computed by webgpu on google swiftshader').waitFor({ timeout: LONG })
      expect(await ran(page).textContent()).toContain('compute shaders, whole solves')
      const onGpu = await steadyValues(page)
      expect(difference(onGpu, volts)).toBeLessThan(1e-9)
      await page.getByRole('button', { name: 'Conductance', exact: true }).click()
      expect(difference(await steadyValues(page, onGpu), states)).toBeLessThan(1e-9)
      // To a window without the headers the page is another one than it was opened for.
      if (openPage === openUnisolated) bench.faults.length = 0
    },
    LONG,
  )

  it(
    'keeps the states of a crossbar over a program, to its error of a step',
    async () => {
      const page = await open()
      const exact = await steadyValues(page)
      await choose(page, 'webgpu')
      await ran(page).getByText('Computed by webgpu on google swiftshader').waitFor({ timeout: LONG })
      expect(difference(await steadyValues(page), exact)).toBeLessThan(1e-6)
    },
    LONG,
  )

  // In one file the build must leave the names of functions, of whose texts kernels are written.
  it.each(WAYS.slice(0, 2))(
    'moves states by kernels of gpu.js, to float32 a step: %s',
    async (_, openPage) => {
      const page = await openPage()
      pages.push(page)
      await load(page, {
        network: 'isolated',
        array: { ...PROGRAM.array, cells: { device: 'zntpp' } },
        program: [{ write: 'dot', volts: 10, width: 0.1 }, { wait: 10 }],
      })
      const exact = await steadyValues(page)
      await choose(page, 'webgpu')
      await ran(page).getByText('WebGPUKernel, one pass').waitFor({ timeout: LONG })
      const found = await steadyValues(page)
      expect(difference(found, exact)).toBeLessThan(1e-6)
      // Other arithmetic: not the same numbers shown again.
      expect(found).not.toEqual(exact)
    },
    LONG,
  )

  it(
    'takes no adapter in software where it may choose',
    async () => {
      const page = await open({
        array: { ...PROGRAM.array, size: [512, 512] },
        images: {},
        program: [{ wait: 0 }],
      })
      expect(await page.getByLabel('Computed by').inputValue()).toBe('auto')
      expect(await ran(page).textContent()).toBe('Computed in float64 on the processor.')
    },
    LONG,
  )

  it.each([
    [
      'a kernel that does not compile',
      `{ const make = GPUDevice.prototype.createShaderModule
        GPUDevice.prototype.createShaderModule = function ({ code }) {
          return make.call(this, { code: tried ? code + ' fn ?' : code }) } }`,
      /^The GPU was given up, and the page goes on in float64: .*kernel /,
    ],
    [
      'a GPU that is lost',
      `{ let left = 40
        const submit = GPUQueue.prototype.submit
        const open = GPUAdapter.prototype.requestDevice
        let device
        GPUAdapter.prototype.requestDevice = async function (...all) { return (device = await open.apply(this, all)) }
        GPUQueue.prototype.submit = function (...all) {
          if (tried && --left === 0) device.destroy()
          return submit.apply(this, all) } }`,
      /^The GPU was given up, and the page goes on in float64: .*lost/i,
    ],
    [
      'a browser that changes a bit of a pixel',
      onPictures('picture.data[4 * (picture.width >> 5)] ^= 1'),
      /^The GPU was given up, and the page goes on in float64: .*came back changed/,
    ],
    [
      'a browser that shows the picture before',
      onPictures('if (before.data.length === picture.data.length) return before'),
      /^The GPU was given up, and the page goes on in float64: .*not of this work/,
    ],
  ])(
    'goes on in float64 after %s, and says why',
    async (_, planted, said) => {
      writeFileSync(worker, `${text}\n;${AFTER_ITS_TRIAL}${planted}`)
      const page = await open()
      const wanted = await steadyValues(page)
      await choose(page, 'webgpu')
      const notice = page.locator('.notice').filter({ hasText: 'The GPU was given up' })
      await notice.waitFor({ timeout: LONG })
      expect(await notice.locator('span').textContent()).toMatch(said)
      await settled(page)
      await ran(page).getByText('Computed in float64 on the processor').waitFor({ timeout: LONG })
      expect(await steadyValues(page)).toEqual(wanted)
      // gpu.js prints what it also throws.
      bench.faults.length = 0
    },
    LONG,
  )

  it(
    'says why there is none where the canvas does not show what the GPU wrote',
    async () => {
      const browser = await chromium.launch({
        executablePath: CHROMIUM,
        args: ['--headless=new', '--no-sandbox', ...WITH_ADAPTER],
      })
      try {
        const page = await browser.newPage()
        await page.goto(`file://${bench.built.oneFile}`)
        await ran(page)
          .getByText('no GPU: reading by a canvas (trial): the GPU gave an empty picture')
          .waitFor({ timeout: LONG })
        expect(await ran(page).textContent()).toMatch(/^Computed in float64 on the processor; no GPU: /)
        expect(await page.getByLabel('Computed by').isDisabled()).toBe(true)
      } finally {
        await browser.close()
      }
    },
    LONG,
  )
})
