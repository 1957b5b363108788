import { stateIncrements } from '../../kernels/relax-state.ts'
import { compileLaws } from '../devices/compile-laws.ts'
import { createStatePath } from '../devices/state-path.ts'
import type { ProgramBatch } from './array-engine.ts'

/** A batch of arrays without a GPU: the float64 twin of kernels/gpu/program-plan.ts. */
export function programInFloat64(batch: ProgramBatch): Float64Array[] {
  const { model, cells, samples, patterns, events, parameters, initial, groups } = batch
  const count = cells * samples
  const laws = compileLaws(model)
  const volts = new Float64Array(count)
  const current = new Float64Array(count)
  const slope = new Float64Array(count)
  const returned = new Float64Array(count)
  const states = initial.map(state => repeat(state, new Float64Array(count)))
  const weights = groupWeights(groups)
  const results: Float64Array[] = []
  for (const event of events) {
    if (event.kind === 'hold') {
      repeat(patterns[event.pattern], volts)
      if (!model.relaxes) {
        const control = { from: volts, to: volts }
        const { seconds } = event
        createStatePath({ model, laws: laws.states, count, control, seconds, parameters, states }).at(
          seconds,
          states,
        )
        continue
      }
      const step = { volts, states, parameters, seconds: event.seconds }
      stateIncrements(laws.states.relaxation, step).forEach((increment, s) => {
        for (let k = 0; k < count; k++) states[s][k] += increment[k]
      })
      continue
    }
    volts.fill(event.volts)
    laws.evaluate(count, volts, states, parameters, current, slope)
    if (model.returnsCharge === true) {
      laws.evaluate(count, new Float64Array(1), states, parameters, returned, slope)
      for (let k = 0; k < count; k++) current[k] -= returned[k]
    }
    const means = new Float64Array(samples * weights.length)
    for (let k = 0; k < count; k++) {
      const sample = Math.floor(k / cells)
      weights.forEach((weight, g) => {
        means[sample * weights.length + g] += (current[k] / event.volts) * weight[k % cells]
      })
    }
    results.push(means)
  }
  return results
}

/** Groups as weights that sum up to 1. */
export function groupWeights(groups: readonly Float64Array[]): Float64Array[] {
  return groups.map(group => {
    const members = group.reduce((sum, one) => sum + one, 0)
    return group.map(one => one / members)
  })
}

function repeat(pattern: Float64Array, plane: Float64Array): Float64Array {
  for (let from = 0; from < plane.length; from += pattern.length) plane.set(pattern, from)
  return plane
}
