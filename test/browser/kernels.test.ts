import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fmes } from '../../arrays/devices/fmes.ts'
import { psgWo3 } from '../../arrays/devices/review/psg-wo3.ts'
import { zntpp } from '../../arrays/devices/zntpp.ts'
import { deviceLaws, stateLaws } from '../../arrays/engine/kernel-laws.ts'
import { crossbarsPlan } from '../../kernels/gpu/crossbars-plan.ts'
import type { GpuPlan } from '../../kernels/gpu/gpu-plan.ts'
import { statePlan } from '../../kernels/gpu/law-plans.ts'
import { createPlanBuilder } from '../../kernels/gpu/plan-builder.ts'
import { oneMinusExp } from '../../kernels/scalar.ts'
import { runInFloat64 } from '../kernels/gpu/run-in-float64.ts'
import { need } from '../require.ts'

const CHROMIUM = '/usr/bin/chromium'
/** A page needs a secure address for WebGPU; nothing is fetched from it. */
const ADDRESS = 'https://sneakpath.test/'
const present = need('chromium', () => existsSync(CHROMIUM))

interface Found {
  readonly results: number[][]
  readonly kernelClass: string
}

let browser: Browser
let page: Page

async function openPage(): Promise<void> {
  const bundle = await build({
    entryPoints: [fileURLToPath(new URL('./plan-page.ts', import.meta.url))],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'error',
  })
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--headless=new', '--no-sandbox', '--enable-unsafe-webgpu'],
  })
  page = await browser.newPage()
  await page.route(ADDRESS, route =>
    route.fulfill({ contentType: 'text/html', body: '<title>plans</title>' }),
  )
  await page.goto(ADDRESS)
  await page.addScriptTag({ content: bundle.outputFiles[0].text })
}

function runInPage(
  mode: 'webgpu' | 'webgl2',
  plan: GpuPlan,
  inputs: readonly (number | Float32Array)[],
): Promise<Found> {
  const given = [mode, plan, inputs.map(input => (typeof input === 'number' ? input : [...input]))]
  return page.evaluate(
    values => (globalThis as unknown as { runPlan(...all: unknown[]): Promise<Found> }).runPlan(...values),
    given,
  )
}

/** Differences over the largest value. */
function expectClose(found: readonly number[], twin: Float64Array, tolerance: number): void {
  const scale = twin.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  expect(scale).toBeGreaterThan(0)
  twin.forEach((value, k) => {
    expect(Math.abs(found[k] - value) / scale).toBeLessThan(tolerance)
  })
}

describe.skipIf(!present)('kernels in headless Chromium (needs Debian chromium)', () => {
  beforeAll(openPage, 120_000)
  afterAll(() => browser?.close())

  for (const [mode, kernelClass] of [
    ['webgpu', 'WebGPUKernel'],
    ['webgl2', 'WebGL2Kernel'],
  ] as const) {
    it.each([
      { model: zntpp, control: 10 },
      { model: psgWo3, control: 3 },
      { model: fmes, control: 1e-3 },
    ])(`the states of $model.name on ${mode}`, async ({ model, control }) => {
      const plan = statePlan(stateLaws(model), { rows: 4, columns: 4, arrays: 1, varying: [], paced: true })
      const plane = (value: (k: number) => number) => Float32Array.from({ length: 16 }, (_, k) => value(k))
      const inputs = [
        plane(k => ((k - 5) / 10) * control),
        Float32Array.from(model.parameters, ({ value }) => value),
        plane(() => 0),
        plane(k => 1 + k / 16),
        ...model.states.map((_, s) => plane(k => ((k + 3 * s) * 0.618034) % 1)),
        0.1,
      ]
      const found = await runInPage(mode, plan, inputs)
      expect(found.kernelClass).toBe(kernelClass)
      runInFloat64(plan, inputs).forEach((twin, s) => {
        expectClose(found.results[s], twin, 2e-5)
      })
    })

    it(`passive crossbars side by side on ${mode}`, async () => {
      const [rows, columns, arrays] = [4, 5, 3]
      const size = { rows, columns, arrays, varying: [0] }
      const plan = crossbarsPlan(deviceLaws(zntpp), size, { sweeps: 2, currents: true })
      const plane = (value: (k: number) => number, length = rows * columns * arrays) =>
        Float32Array.from({ length }, (_, k) => value(k))
      const inputs = [
        plane(k => (k % 3) * 2, rows + columns),
        Float32Array.from(zntpp.parameters, ({ value }) => value),
        plane(k => zntpp.parameters[0].value * (1 + ((k * 0.5698403) % 1))),
        plane(k => (k * 0.7548777) % 1, rows * columns * arrays * zntpp.states.length),
        plane(() => 0.01, rows * columns),
        plane(() => 1e-6, rows),
        plane(() => 0.01, rows * columns),
        plane(() => 1e-6, columns),
        plane(() => 0),
        plane(() => 0),
        2 ** 14,
      ]
      const found = await runInPage(mode, plan, inputs)
      const twins = runInFloat64(plan, inputs)
      // Not the third: what moved last is a difference of deviations, near nothing.
      for (const r of [0, 1, 3]) expectClose(found.results[r], twins[r], 2e-5)
    })

    it(`1 - exp(-x) down to 1e-12 on ${mode}`, async () => {
      const x = Float32Array.from({ length: 13 }, (_, k) => 10 ** -k)
      const builder = createPlanBuilder('small arguments')
      builder.allow([oneMinusExp])
      const text = 'function (x) { return oneMinusExp(x[0][0][this.thread.x]); }'
      const plan = builder.build(
        builder.launch({ name: 'decay', text }, [13, 1, 1], builder.array([13, 1, 1])),
      )
      const { results } = await runInPage(mode, plan, [x])
      x.forEach((value, k) => {
        expect(Math.abs(results[0][k] / -Math.expm1(-value) - 1)).toBeLessThan(5e-6)
      })
    })
  }
})
