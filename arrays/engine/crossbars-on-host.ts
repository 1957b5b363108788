import { meanOf, stepTogether } from '../crossbar/step-together.ts'
import type { CrossbarBatch, PlayedCrossbars } from './array-engine.ts'
import { type BatchPoint, gpuCrossbars } from './gpu-crossbars.ts'
import { gpuIncrements } from './gpu-states.ts'
import type { PlanCache } from './plan-cache.ts'

/** Crossbars side by side whose states stay on the host, in float64: networks and increments come from plans of gpu.js. */
export function crossbarsOnHost(
  cache: PlanCache,
  batch: CrossbarBatch,
  states: readonly Float64Array[],
): PlayedCrossbars {
  const { model, samples, size, parameters } = batch
  const all = [samples, size[0] * size[1]] as const

  function relax(
    control: Float64Array,
    seconds: number,
    from: readonly Float64Array[],
    to: readonly Float64Array[],
  ): void {
    if (from.length === 0) return
    const step = { model, size: all, parameters, states: from, control, seconds }
    gpuIncrements(cache, step).forEach((increment, s) => {
      const x = from[s]
      const y = to[s]
      for (let k = 0; k < y.length; k++) y[k] = x[k] + increment[k]
    })
  }

  return {
    hold(volts, seconds) {
      stepTogether<BatchPoint>(
        {
          model,
          relax: (control, step, from, to) => relax(meanOf(control), step, from, to),
          point: (at, start) => gpuCrossbars(cache, batch, volts, at, { start }),
          control: point => point.deviceVolts,
        },
        seconds,
        states,
      )
    },
    rest: seconds => relax(new Float64Array(1), seconds, states, states),
    read: volts => gpuCrossbars(cache, batch, volts, states, { currents: true }).currents!,
  }
}
