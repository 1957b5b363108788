import { describe, expect, it } from 'vitest'
import { chargeIncrements } from '../../../arrays/crossbar/euler-storage.ts'
import { compileGatedLaws } from '../../../arrays/devices/compile-laws.ts'
import { fmes } from '../../../arrays/devices/fmes.ts'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { storageCircuit } from '../../../arrays/devices/storage-circuit.ts'
import { stateLaws } from '../../../arrays/engine/kernel-laws.ts'
import { type StateLaws, statePlan } from '../../../kernels/gpu/law-plans.ts'
import { relaxationAt, relaxationIncrements } from '../../../kernels/relax-state.ts'
import { TEST_GPUS } from './test-gpus.ts'

/** Rounding unit of float32. */
const EPSILON = 2 ** -24
const SIZE = { rows: 8, columns: 8, arrays: 1 }
const CELLS = 64

/** Float32 values without a pattern in common. */
function plane(value: (share: number, k: number) => number, step = 0.618034): Float64Array {
  return Float64Array.from({ length: CELLS }, (_, k) => Math.fround(value((k * step) % 1, k)))
}

/** Values of the model for all cells alike, but for one parameter. */
function parametersOf(
  { parameters }: { readonly parameters: readonly { readonly value: number }[] },
  varying: number,
  values: Float64Array,
): Float64Array[] {
  return parameters.map(({ value }, p) => (p === varying ? values : Float64Array.of(Math.fround(value))))
}

const firsts = (parameters: readonly Float64Array[]): Float32Array =>
  Float32Array.from(parameters, values => values[0])

for (const gpu of TEST_GPUS) {
  describe.skipIf(!gpu.present)(`state laws on ${gpu.name}`, () => {
    it('charge one capacitor as by hand', async () => {
      const laws: StateLaws = {
        name: 'capacitor',
        key: 'capacitor',
        states: [{ statements: '', results: ['p1', 'p0'] }],
        parameters: 2,
        storesCharge: true,
        functions: [],
      }
      const plan = statePlan(laws, { rows: 1, columns: 3, arrays: 1, varying: [1] })
      const [found] = await gpu.run(plan, [
        Float32Array.of(2, 2, 0),
        Float32Array.of(4, 0),
        Float32Array.of(1, 0, 2),
        Float32Array.of(1, 1, 1),
        Math.log(2),
      ])
      // 2 A in 4 F for ln 2 s: 1/4 V less half of 1 V; without leak (ln 2)/2 V; without current three quarters are lost.
      ;[-0.25, Math.log(2) / 2, -0.75].forEach((value, k) => {
        expect(found![k]).toBeCloseTo(value, 6)
      })
    })

    it('move every cell at its own pace', async () => {
      const laws: StateLaws = {
        name: 'paced',
        key: 'paced',
        states: [{ statements: '', results: ['p1', '0.0'] }],
        parameters: 2,
        storesCharge: false,
        functions: [],
      }
      const plan = statePlan(laws, { rows: 1, columns: 3, arrays: 1, varying: [], paced: true })
      const [found] = await gpu.run(plan, [
        Float32Array.of(0, 0, 0),
        Float32Array.of(0, 1),
        Float32Array.of(0, 0, 0),
        Float32Array.of(0, 1, 2),
        Float32Array.of(8, 8, 8),
        Math.log(2),
      ])
      ;[0, -4, -6].forEach((value, k) => {
        expect(found![k]).toBeCloseTo(value, 5)
      })
    })

    it.each(GATED_DEVICE_MODELS)('change the states of $name as in float64', async model => {
      const [low, high] = model.validControl
      const control = plane((share, k) => (k === 0 ? 0 : low + (high - low) * share))
      const states = model.states.map(({ range: [least, most] }, s) =>
        plane(share => least + (most - least) * ((share + 0.3 * s) % 1), 0.7548777),
      )
      const parameters = parametersOf(
        model,
        0,
        plane(share => model.parameters[0].value * (1 + share), 0.5698403),
      )
      const pace = plane(share => 0.5 + share, 0.381966)
      const plan = statePlan(stateLaws(model), { ...SIZE, varying: [0], paced: true })
      // From far below the rounding of a state to saturation.
      for (const seconds of [1e-9, 1e-3, 0.05, 10, 1e6].map(Math.fround)) {
        const inputs = [control, firsts(parameters), parameters[0], pace, ...states]
        const found = await gpu.run(plan, [...inputs.map(value => Float32Array.from(value)), seconds])
        const law = compileGatedLaws(model).states.relaxation
        const { rates, targets } = relaxationAt(law, states.length, CELLS, control, parameters)
        const paced = rates.map(rate => rate.map((value, k) => value * pace[k]))
        const twin = relaxationIncrements({ rates: paced, targets }, states, seconds)
        twin.forEach((row, s) => {
          row.forEach((exact, k) => {
            const target = targets[s][k]
            // target - x loses the rounding of both; the exponents of the rates reach about 20 times their own rounding.
            const share = Math.abs(exact) / Math.max(1e-300, Math.abs(target - states[s][k]))
            const allowed = EPSILON * (80 * Math.abs(exact) + 4 * share)
            expect(
              Math.abs(found[s][k] - exact),
              `state ${s}, cell ${k}, ${seconds} s: ${found[s][k]} against ${exact}`,
            ).toBeLessThanOrEqual(allowed)
          })
        })
      }
    })

    it.each([
      ['poreOhms', 0.3, 1],
      ['leakOhms', 1e-5, 1e3],
      ['capacitance', 1e-6, 10],
    ])(
      'charge the films and pores of fmes as in float64, %s from cell to cell',
      async (name, least, most) => {
        const varying = fmes.parameters.findIndex(parameter => parameter.name === name)
        const usual = fmes.parameters[varying].value
        const spread = plane(share => usual * least * (most / least) ** share, 0.5698403)
        // Without pore resistance the capacitance of the pores is infinite.
        if (name === 'poreOhms') spread[5] = 0
        const parameters = parametersOf(fmes, varying, spread)
        const amps = plane((share, k) => (k === 0 ? 0 : (k % 2 === 0 ? 1 : -1) * 10 ** (-12 + 10 * share)))
        const states = fmes.states.map((_, s) => plane(share => (k => 1.6 * k - 0.8)((share + 0.4 * s) % 1)))
        const circuit = storageCircuit(fmes, parameters, CELLS)
        const plan = statePlan(stateLaws(fmes), { ...SIZE, varying: [varying] })
        for (const seconds of [1e-9, 1e-4, 0.02, 3, 1e6].map(Math.fround)) {
          const inputs = [amps, firsts(parameters), spread, ...states]
          const found = await gpu.run(plan, [...inputs.map(value => Float32Array.from(value)), seconds])
          const charges = chargeIncrements(
            circuit,
            amps,
            states.map(x => x.map(() => 0)),
            seconds,
          )
          const losses = chargeIncrements(
            circuit,
            amps.map(() => 0),
            states,
            seconds,
          )
          const twin = chargeIncrements(circuit, amps, states, seconds)
          twin.forEach((row, s) => {
            row.forEach((exact, k) => {
              // Charge added and charge leaked are each as good as 1 - exp(-x), which loses 32 units beyond its series.
              const parts = Math.abs(charges[s][k]) + Math.abs(losses[s][k])
              expect(
                Math.abs(found[s][k] - exact),
                `state ${s}, cell ${k}, ${seconds} s: ${found[s][k]} against ${exact}`,
              ).toBeLessThanOrEqual(120 * EPSILON * parts)
            })
          })
        }
      },
    )
  })
}
