import type { ArraySpec } from './array-spec.ts'
import { deviceCells } from './device-cells.ts'
import type { Drive } from './drive.ts'
import type { EnergySplit } from './energy-meter.ts'
import type { MovingNetwork } from './moving-network.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'
import type { SolveRecorder } from './solve-log.ts'

/** Any array under any drive, solved to the accuracy of a single network each time. */
export function createSolvedNetwork(
  spec: ArraySpec,
  drive: Drive,
  recorder: SolveRecorder | undefined,
): MovingNetwork<OperatingPoint> {
  const count = spec.size[0] * spec.size[1]
  const logged = recorder === undefined ? {} : { recorder }
  const slope = new Float64Array(count)
  const [deviceVolts, cellVolts, currents] = [0, 1, 2].map(() => new Float64Array(count)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  let start: OperatingPoint | undefined
  let last: OperatingPoint | undefined
  return {
    deviceVolts,
    cellVolts,
    currents,
    solve(states) {
      last = operatingPoint(spec, drive, states, start === undefined ? logged : { start, ...logged })
      deviceVolts.set(last.deviceVolts)
      cellVolts.set(last.cellVolts)
      currents.set(last.cellCurrents)
      start = last
      return true
    },
    currentsAt: (states, volts, found) => deviceCells(spec, states).evaluate(volts, found, slope),
    power: (): EnergySplit => last!.power,
    mark: () => last!,
    startFrom([nearest]) {
      start = nearest
    },
    finish: () => undefined,
  }
}
