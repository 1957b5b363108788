import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import type { AdvanceOptions } from '../crossbar/advance-options.ts'
import type { EnergyMeter, EnergySplit } from '../crossbar/energy-meter.ts'
import { meanPower, type StepEnd } from '../crossbar/mean-power.ts'
import { stepByHalves, travelOf } from '../crossbar/step-by-halves.ts'
import type { MovingCells, TakenStep } from '../crossbar/step-together.ts'
import { storedEnergy } from '../crossbar/stored-energy.ts'
import { gateControl } from './euler-gated.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import { gatedPath, gatedRamp } from './gated-change.ts'
import { type GatedDrive, gatedDriveBetween, sourceValues } from './gated-drive.ts'
import { bothPaths } from './gated-network.ts'
import { type GatedPoint, gatedPoint } from './gated-point.ts'
import { warnOutside } from './warn-outside.ts'

const NAMES: OptionNames<Required<AdvanceOptions>> = {
  recorder: true,
  tolerance: true,
  energy: true,
}

/** As advanceGated, through `seconds` in which the drive moves in a straight line to another of the same lines. */
export function advanceGatedMoving(
  spec: GatedArraySpec,
  { from, to }: { readonly from: GatedDrive; readonly to: GatedDrive },
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  options: AdvanceOptions = {},
): number {
  checkOptionKeys('advanceGatedMoving', options, NAMES)
  if (seconds === 0) return 0
  const cells = movingGates(spec, time => gatedDriveBetween(from, to, time / seconds), meter, options)
  const sources = [from, to].map(sourceValues)
  const travel = travelOf(sources[0].map((values, k) => [values, sources[1][k]]))
  return stepByHalves(cells, { travel }, seconds, states, options.tolerance)
}

function movingGates(
  spec: GatedArraySpec,
  driveAt: (time: number) => GatedDrive,
  meter: EnergyMeter,
  { recorder, energy = true }: AdvanceOptions,
): MovingCells<GatedPoint> {
  const logged = recorder === undefined ? {} : { recorder }
  return {
    model: spec.model,
    point(at, start, time) {
      const point = gatedPoint(spec, driveAt(time), at, start === undefined ? logged : { start, ...logged })
      if (recorder !== undefined) warnOutside(spec, gateControl(spec, point), recorder)
      return point
    },
    control: point => gateControl(spec, point),
    relax: (applied, step, from, to) => gatedRamp(spec, applied, step, from).at(step, to),
    ...(energy ? { taken: step => meter.add(stepPower(spec, step), step.seconds) } : {}),
  }
}

/** Mean powers of a step, at states that are exact at every instant of it. */
function stepPower(
  spec: GatedArraySpec,
  { from, to, seconds, states, control }: TakenStep<GatedPoint>,
): EnergySplit {
  const then = states.map(x => x.slice())
  const cells = bothPaths(spec, then)
  const path = gatedPath(spec, control, seconds, states)
  const current = new Float64Array(2 * control.from.length)
  const slope = new Float64Array(2 * control.from.length)
  const power = meanPower(stepEnd(from), stepEnd(to), (place, volts) => {
    path.at(place * seconds, then)
    cells.evaluate(volts, current, slope)
    return current
  })
  if (spec.model.stored === undefined) return power
  path.at(seconds, then)
  const stored = (storedEnergy(spec, then) - storedEnergy(spec, states)) / seconds
  return { ...power, cells: power.cells - stored, stored }
}

function stepEnd({ solution, power }: GatedPoint): StepEnd {
  return { cellVolts: solution.cellVoltages, deviceVolts: solution.cellVoltages, power }
}
