import { describe, expect, it } from 'vitest'
import { compileLaws } from '../../../arrays/devices/compile-laws.ts'
import { ecMofL } from '../../../arrays/devices/ec-mof.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { pentaceneP13 } from '../../../arrays/devices/pentacene-p13.ts'
import { resistor } from '../../../arrays/devices/resistor.ts'
import { zntpp } from '../../../arrays/devices/zntpp.ts'
import { createStateKernel } from '../../../kernels/gpu/create-state-kernel.ts'
import { stateIncrements } from '../../../kernels/relax-state.ts'

/** Rounding unit of float32. */
const EPSILON = 2 ** -24
const modes = ['cpu', 'webasm'] as const

/** Voltages over the valid range and states over theirs, spread without a pattern in common. */
function sample(model: DeviceModel, cells: number): { volts: Float64Array; states: Float64Array[] } {
  const [low, high] = model.validVolts
  const spread = (k: number, step: number): number => (k * step) % 1
  return {
    volts: Float64Array.from({ length: cells }, (_, k) =>
      Math.fround(k === 0 ? 0 : low + (high - low) * spread(k, 0.618034)),
    ),
    states: model.states.map((_, s) =>
      Float64Array.from({ length: cells }, (_, k) => Math.fround(spread(k + 7 * s, 0.7548777))),
    ),
  }
}

/** Parameters as float32 has them, so that only the arithmetic differs. */
function parametersOf(model: DeviceModel): Float64Array[] {
  return model.parameters.map(({ value }) => Float64Array.of(Math.fround(value)))
}

describe.each(modes)('createStateKernel on %s', mode => {
  it('relaxes one hand-computed state', () => {
    const kernel = createStateKernel(
      { states: [{ rate: halfRate, target: ofVolts }], parameters: ['half'], functions: [] },
      { cells: 3, mode },
    )
    const out = kernel.increments(
      Float64Array.of(0, 1, 2),
      [Float64Array.of(1, 1, 0)],
      [Float64Array.of(1, 1, 2)],
      Math.log(2),
    )
    // rate = half, target = v: 1 - 2^-1 of -1, 0 and, at twice the rate, 1 - 2^-2 of 2.
    ;[-0.5, 0, 1.5].forEach((value, k) => {
      expect(out[0]![k]).toBeCloseTo(value, 6)
    })
    expect(kernel.backend).toBe(mode)
    // The next call leaves the answer alone.
    kernel.increments(Float64Array.of(9, 9, 9), [Float64Array.of(1, 1, 0)], [Float64Array.of(1, 1, 2)], 1)
    expect(out[0]![1]).toBe(0)
    kernel.destroy()
  })

  it.each([ecMofL, zntpp, pentaceneP13])('agrees with its float64 twin for $name', model => {
    const cells = 64
    const { volts, states } = sample(model, cells)
    const parameters = parametersOf(model)
    const kernel = createStateKernel(model, { cells, mode })
    // The shortest step makes the argument of 1 - exp(-x) as small as 1e-17, the longest saturates it.
    for (const seconds of [1e-9, 1e-3, 0.05, 10, 1e6].map(Math.fround)) {
      const out = kernel.increments(volts, states, parameters, seconds)
      const twin = stateIncrements(compileLaws(model).relaxation, { volts, states, parameters, seconds })
      twin.forEach((row, s) => {
        row.forEach((exact, k) => {
          // target - x loses the rounding of both; the exponents of the rates reach about 20 times their own rounding.
          const share =
            Math.abs(exact) / Math.max(1e-300, Math.abs(targetOf(model, s, volts[k]!) - states[s]![k]!))
          const allowed = EPSILON * (80 * Math.abs(exact) + 4 * share)
          const error = Math.abs(out[s]![k]! - exact)
          expect(
            error,
            `state ${s}, cell ${k}, ${seconds} s: ${out[s]![k]} against ${exact}`,
          ).toBeLessThanOrEqual(allowed)
        })
      })
    }
    kernel.destroy()
  })
})

it('refuses a device without states', () => {
  expect(() => createStateKernel(resistor, { cells: 4 })).toThrow(
    'createStateKernel: found 0 states and 4 cells; expected 1 or more of each',
  )
})

function targetOf(model: DeviceModel, state: number, volts: number): number {
  return model.states[state]!.target(volts, ...model.parameters.map(({ value }) => value))
}

function halfRate(_v: number, half: number): number {
  return half
}

function ofVolts(v: number, _half: number): number {
  return v
}
