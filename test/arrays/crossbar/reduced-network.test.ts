import { expect, test } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { ReducedNetwork } from '../../../arrays/crossbar/reduced-network.ts'
import { compileLaws } from '../../../arrays/devices/compile-laws.ts'

const SETTLED = 1e-10
const VOLTS = Float64Array.of(10, 9)
const SLOPES = Float64Array.of(1e-4, 2e-4)
/** V/A: as two cells of one word line of some hundred ohm. */
const RESPONSES = Float64Array.of(-4e3, -1e3, -1e3, -5e3)

/** Two zntpp cells in an array; at their states they take far more than their straight lines say. */
function twoCells() {
  const spec = createArraySpec({ size: [1, 2], device: 'zntpp', parameters: { area: 4.11 } })
  const states = spec.initial.map((plane, s) => plane.map(x => (s === 0 ? 0.9 : x)))
  const nothing = { delivered: 0, cells: 0, wires: 0, drivers: 0 }
  const around = {
    spec,
    volts: VOLTS,
    currents: Float64Array.of(1e-6, 2e-6),
    slopes: SLOPES,
    responses: RESPONSES,
    power: nothing,
    otherSquares: 0,
    delivered: Float64Array.of(10, 9),
    others: new Float64Array(2),
  }
  return { around, states }
}

test('solves what the cells take together with what it leaves of their volts, from far away', () => {
  const { around, states } = twoCells()
  const network = new ReducedNetwork(around, 0.1, SETTLED)
  const drift = [
    { bent: 3e-3, even: -1e-3, curved: 2e-3 },
    { bent: 0, even: 4e-3, curved: 0 },
  ]
  for (const progress of [0, 2e-3]) {
    network.drift = progress === 0 ? undefined : { cells: drift, progress }
    expect(network.solve(states, 0.05)).toBe(true)
    const { deviceVolts: volts } = network.mark()
    const [currents, slopes] = [new Float64Array(2), new Float64Array(2)]
    compileLaws(around.spec.model).evaluate(2, volts, states, around.spec.parameters, currents, slopes)
    const beyond = currents.map(
      (amps, c) => amps - around.currents[c]! - SLOPES[c]! * (volts[c]! - VOLTS[c]!),
    )
    const gone = 10 * beyond[0]! + 9 * beyond[1]!
    const square = progress === 0 ? 0 : (gone / progress) ** 2
    const drifts = progress === 0 ? [0, 0] : [3e-3 * square, 2e-3]
    // The slopes of a round leave the drift out, so that a last one leaves a share of its step.
    volts.forEach((own, r) => {
      const answer = RESPONSES[2 * r]! * beyond[0]! + RESPONSES[2 * r + 1]! * beyond[1]!
      expect(Math.abs(own - VOLTS[r]! - answer - drifts[r]!)).toBeLessThan(
        progress === 0 ? 10 * SETTLED : 1e-7,
      )
    })
    // Straight lines would leave them elsewhere.
    expect(Math.abs(volts[0]! - VOLTS[0]!)).toBeGreaterThan(0.01)
  }
})

test('says that it does not settle where states are no numbers', () => {
  const { around, states } = twoCells()
  states[0]![1] = Number.NaN
  expect(new ReducedNetwork(around, 0.1, SETTLED).solve(states, 0)).toBe(false)
})
