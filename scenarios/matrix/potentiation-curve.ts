import { createCell } from '../../arrays/devices/cell.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { playLoop } from '../learning/device-loop.ts'
import { loopProtocol } from '../learning/loop-protocol.ts'

/** The states that a device goes through while it is potentiated, each with its conductance. */
export interface PotentiationCurve {
  /** Current over voltage at the read voltage, S; ascending. */
  readonly siemens: readonly number[]
  /**
   * The states whose current over voltage at the read voltage is the target, on the straight way between two pulses.
   * @param target S, within the ends of the curve
   */
  statesOf(target: number): Float64Array
}

/** How near a conductance comes to its target. */
const CLOSE = 1e-14
const MOST_STEPS = 100

/**
 * Potentiates one cell by the pulses that training uses, in the last of its cycles, and keeps its states after each pulse.
 * @param readVolts at which the conductances are taken
 */
export function potentiationCurve(model: DeviceModel, readVolts: number): PotentiationCurve {
  const { states } = playLoop(model, loopProtocol(model)).raise
  const probe = createCell(model)
  const conductanceAt = (state: Float64Array): number => {
    probe.state.set(state)
    return probe.conductance(readVolts)
  }
  const points: { readonly state: Float64Array; readonly siemens: number }[] = []
  for (const state of states) {
    const siemens = conductanceAt(state)
    // A pulse that takes conductance away again is not on the way up.
    if (points.length === 0 || siemens > points.at(-1)!.siemens) points.push({ state, siemens })
  }
  return {
    siemens: points.map(point => point.siemens),
    statesOf(target) {
      const above = points.findIndex(point => point.siemens >= target)
      if (above <= 0) return points.at(above)!.state
      const [from, to] = [points[above - 1], points[above]]
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
