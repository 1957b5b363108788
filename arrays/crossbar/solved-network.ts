import type { ArraySpec } from './array-spec.ts'
import type { Drive } from './drive.ts'
import { type MovingNetwork, type NetworkMark, squaredCurrents } from './moving-network.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'
import type { SolveRecorder } from './solve-log.ts'

interface SolvedMark extends NetworkMark {
  readonly point: OperatingPoint
}

/** Any array under any drive, solved to the accuracy of a single network each time. */
export function createSolvedNetwork(
  spec: ArraySpec,
  drive: Drive,
  recorder: SolveRecorder | undefined,
): MovingNetwork<SolvedMark> {
  const logged = recorder === undefined ? {} : { recorder }
  let start: OperatingPoint | undefined
  let last: OperatingPoint | undefined
  return {
    solve(states) {
      last = operatingPoint(spec, drive, states, start === undefined ? logged : { start, ...logged })
      start = last
      return true
    },
    mark() {
      const point = last!
      const { deviceVolts, cellVolts, cellCurrents } = point
      return { deviceVolts, cellVolts, currents: cellCurrents, point }
    },
    power: mark => ({ power: mark.point.power, squares: squaredCurrents(mark) }),
    startFrom([nearest]) {
      start = nearest.point
    },
    finish: () => undefined,
  }
}
