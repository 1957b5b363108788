import { expect, it } from 'vitest'
import { stateIncrements } from '../../kernels/relax-state.ts'

it('relaxes every state by the exact share of its way', () => {
  const out = stateIncrements(
    (count, volts, parameters, rates, targets) => {
      for (const index of [0, 1]) {
        for (let k = 0; k < count; k++) {
          rates[index][k] = parameters[index][0]
          targets[index][k] = volts[k]
        }
      }
    },
    {
      volts: Float64Array.of(1, 3),
      states: [Float64Array.of(0, 3), Float64Array.of(2, 2)],
      parameters: [Float64Array.of(Math.log(2)), Float64Array.of(1e-12)],
      seconds: 1,
    },
  )
  expect([...out[0]]).toEqual([0.5, 0])
  // 1 - exp(-1e-12) by the series: the plain difference would be off in the fifth digit.
  expect(out[1][0] / -1e-12).toBeCloseTo(1, 11)
  expect(out[1][1] / 1e-12).toBeCloseTo(1, 11)
})
