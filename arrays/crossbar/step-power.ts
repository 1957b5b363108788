import type { StatePath } from '../devices/state-path.ts'
import type { CellLaws } from '../network/problem.ts'
import type { EnergySplit } from './energy-meter.ts'
import { meanPower, type StepEnd } from './mean-power.ts'

/** A step that was taken, and the cells of its network. */
export interface PoweredStep {
  readonly from: StepEnd
  readonly to: StepEnd
  readonly seconds: number
  /** At its start, in the model's order. */
  readonly states: readonly Float64Array[]
  /** The states at every instant of it. */
  readonly path: StatePath
  /** The laws at states that `then` holds. */
  cells(then: readonly Float64Array[]): CellLaws
  /** Energy that the cells keep at given states, J; none where they keep none. */
  readonly kept?: ((states: readonly Float64Array[]) => number) | undefined
}

/** Mean powers of a step, at states that are exact at every instant of it. What the cells dissipate is what they take less what they keep. */
export function stepPower({ from, to, seconds, states, path, cells, kept }: PoweredStep): EnergySplit {
  const then = states.map(x => x.slice())
  const current = new Float64Array(from.cellVolts.length)
  const slope = new Float64Array(from.cellVolts.length)
  const laws = cells(then)
  const power = meanPower(from, to, (place, volts) => {
    path.at(place * seconds, then)
    laws.evaluate(volts, current, slope)
    return current
  })
  if (kept === undefined) return power
  path.at(seconds, then)
  const stored = (kept(then) - kept(states)) / seconds
  return { ...power, cells: power.cells - stored, stored }
}
