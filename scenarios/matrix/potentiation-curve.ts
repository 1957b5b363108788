import { createCell } from '../../arrays/devices/cell.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'

/** The states that a device goes through while it is potentiated, each with its conductance. */
export interface PotentiationCurve {
  /** Current over voltage at the read voltage, S; ascending. */
  readonly siemens: readonly number[]
  /**
   * The states whose current over voltage at the read voltage is the target, on the straight way between two pulses, or between
   * an end of the curve and the fresh device, where cells go that forget.
   * @param target S
   */
  statesOf(target: number): Float64Array
}

/** How near a conductance comes to its target. */
const CLOSE = 1e-14
const MOST_STEPS = 100

/**
 * The curve of the states of a cell after each pulse that potentiates it.
 * @param states in the last of the cycles that training uses
 * @param readVolts at which the conductances are taken
 */
export function potentiationCurve(
  model: DeviceModel,
  states: readonly Float64Array[],
  readVolts: number,
): PotentiationCurve {
  const probe = createCell(model)
  const conductanceAt = (state: Float64Array): number => {
    probe.state.set(state)
    return probe.conductance(readVolts)
  }
  const points: CurvePoint[] = []
  for (const state of states) {
    const siemens = conductanceAt(state)
    // A pulse that takes conductance away again is not on the way up.
    if (points.length === 0 || siemens > points.at(-1)!.siemens) points.push({ state, siemens })
  }
  const way = withFresh(points, createCell(model).state, conductanceAt)
  return {
    siemens: points.map(point => point.siemens),
    statesOf(target) {
      const above = way.findIndex(point => point.siemens >= target)
      if (above <= 0) return way.at(above)!.state
      const [from, to] = [way[above - 1], way[above]]
      const between = (share: number): Float64Array =>
        from.state.map((value, s) => value + share * (to.state[s] - value))
      const share = findShare(
        value => conductanceAt(between(value)) - target,
        from.siemens - target,
        to.siemens - target,
        CLOSE * target,
      )
      return between(share)
    },
  }
}

interface CurvePoint {
  readonly state: Float64Array
  /** Current over voltage at the read voltage, S. */
  readonly siemens: number
}

/** The points of a curve with the fresh device before or behind them, where it lies outside. */
function withFresh(
  points: readonly CurvePoint[],
  state: Float64Array,
  conductanceAt: (state: Float64Array) => number,
): readonly CurvePoint[] {
  const own = Float64Array.from(state)
  const fresh = { state: own, siemens: conductanceAt(own) }
  if (fresh.siemens < points[0].siemens) return [fresh, ...points]
  return fresh.siemens > points.at(-1)!.siemens ? [...points, fresh] : points
}

/** Where a rising function of 0 to 1 is zero, by false position with halved weights (Illinois). */
function findShare(miss: (share: number) => number, atZero: number, atOne: number, close: number): number {
  let [a, b, fa, fb] = [0, 1, atZero, atOne]
  let share = 1
  let f = atOne
  let side = 0
  for (let step = 0; step < MOST_STEPS && Math.abs(f) > close && b - a > Number.EPSILON; step++) {
    share = (a * fb - b * fa) / (fb - fa)
    f = miss(share)
    if (f > 0) {
      b = share
      fb = f
      if (side === 1) fa /= 2
      side = 1
    } else {
      a = share
      fa = f
      if (side === -1) fb /= 2
      side = -1
    }
  }
  return share
}
