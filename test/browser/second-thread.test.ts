import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Page, Worker } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { need } from '../require.ts'
import { type Bench, CHROMIUM, openBench } from './served-run.ts'

const present = need('chromium and two processors', () => existsSync(CHROMIUM) && availableParallelism() > 1)
const LONG = 300_000

/** A square array into which a disc was written, other lines at V/2 when it is read. */
function scenarioOf(side: number) {
  const [on, off] = ['#', '.']
  const rows = Array.from({ length: side }, (_, i) =>
    Array.from({ length: side }, (_, j) =>
      (i - side / 2) ** 2 + (j - side / 2) ** 2 < side ** 2 / 10 ? on : off,
    ).join(''),
  )
  return {
    name: 'disc',
    title: `A disc in ${side} x ${side}`,
    array: { size: [side, side], wires: { word: 3, bit: 3 }, cells: { device: 'vteam' } },
    network: 'isolated',
    images: { disc: rows },
    program: [{ write: 'disc', volts: -0.4, width: 1e-10 }],
    outputs: ['conductance'],
  }
}

/** Keeps a digest of the cell voltages that the engine sent last. */
const KEEP_VIEW = `
  window.view = undefined
  const heard = new WeakSet()
  const start = MessagePort.prototype.start
  MessagePort.prototype.start = function () {
    if (!heard.has(this)) {
      heard.add(this)
      this.addEventListener('message', ({ data }) => {
        const volts = data.kind === 'answer' ? data.answer?.cellVoltages : undefined
        if (volts === undefined) return
        let sum = 0
        for (const word of new Uint32Array(volts.slice().buffer)) sum = (Math.imul(sum, 31) + word) | 0
        window.view = { cells: volts.length, sum }
      })
    }
    return start.call(this)
  }`
/** Keeps in the engine's worker what it shares with a second thread. */
const KEEP_THREAD = `(() => {
  globalThis.memories = 0
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (message, ...more) {
    if (message.loops !== undefined) globalThis.shared = message.control
    if (message instanceof WebAssembly.Memory) globalThis.memories++
    return post.call(this, message, ...more)
  }
})()`
const ON_THREAD = '({ memories, loops: globalThis.shared === undefined ? 0 : shared[1] })'

describe.skipIf(!present)('the second thread of the page (needs Debian chromium)', () => {
  let bench: Bench
  beforeAll(async () => {
    bench = await openBench(['production', 'one-file'])
  }, LONG)
  afterAll(() => bench?.close())

  async function open(address: string): Promise<{ page: Page; engine: Worker }> {
    const page = await bench.open('about:blank')
    await page.addInitScript(KEEP_VIEW)
    await page.goto(address)
    await settled(page)
    const [engine] = page.workers()
    await engine.evaluate(KEEP_THREAD)
    return { page, engine }
  }

  /** Plays the array. @returns a digest of the cell voltages of its read */
  async function play(page: Page, side: number): Promise<unknown> {
    const scenario = scenarioOf(side)
    await page.getByLabel('Scenario, device or picture').setInputFiles({
      name: 'disc.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(scenario)),
    })
    await page.getByRole('heading', { name: scenario.title }).waitFor()
    await expect.poll(() => page.evaluate('window.view?.cells'), { timeout: LONG }).toBe(side * side)
    await settled(page)
    for (let before: unknown; ; ) {
      const view = await page.evaluate('window.view')
      if (JSON.stringify(view) === JSON.stringify(before)) return view
      before = view
      await page.waitForTimeout(1000)
    }
  }

  /** Waits until the engine has played all that was asked. */
  async function settled(page: Page): Promise<void> {
    await page.locator('.timeline').waitFor({ timeout: LONG })
    await page.locator('.timeline .busy').waitFor({ state: 'detached', timeout: LONG })
  }

  it(
    'shares the loops of large networks where the page is served, and finds the digits of one thread',
    async () => {
      const served = await open((await bench.serve()).address)
      await play(served.page, 64)
      expect(await served.engine.evaluate(ON_THREAD)).toEqual({ memories: 0, loops: 0 })
      const two = await play(served.page, 720)
      expect(two).toMatchObject({ cells: 720 * 720 })
      const { memories, loops } = (await served.engine.evaluate(ON_THREAD)) as {
        memories: number
        loops: number
      }
      expect(memories).toBeGreaterThan(0)
      expect(loops).toBeGreaterThan(50)
      const file = await open(pathToFileURL(bench.built.oneFile).href)
      expect(await play(file.page, 720)).toEqual(two)
      expect(await file.engine.evaluate(ON_THREAD)).toEqual({ memories: 0, loops: 0 })
      await file.page.close()

      // A thread that does not start is done without.
      const workers = join(bench.built.folder, 'workers')
      const script = readdirSync(workers).find(name => name.startsWith('sweep-worker'))!
      writeFileSync(join(workers, script), 'throw new Error("no thread")')
      const alone = await open((await bench.serve()).address)
      expect(await play(alone.page, 720)).toEqual(two)
      expect(await alone.engine.evaluate(ON_THREAD)).toEqual({ memories: 0, loops: 0 })
      expect(bench.faults.filter(fault => !/^asked for http:..127/.test(fault))).toEqual([])
    },
    LONG,
  )
})
