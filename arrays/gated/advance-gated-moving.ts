import { checkOptionKeys } from '../config/check-option-keys.ts'
import { ADVANCE_OPTIONS, type AdvanceOptions } from '../crossbar/advance-options.ts'
import type { EnergyMeter, EnergySplit } from '../crossbar/energy-meter.ts'
import type { StepEnd } from '../crossbar/mean-power.ts'
import { stepByHalves, travelOf } from '../crossbar/step-by-halves.ts'
import { stepPower } from '../crossbar/step-power.ts'
import type { MovingCells, TakenStep } from '../crossbar/step-together.ts'
import { storedEnergy } from '../crossbar/stored-energy.ts'
import { gateControl } from './euler-gated.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import { gatedPath, gatedRamp } from './gated-change.ts'
import { type GatedDrive, gatedDriveBetween, sourceValues } from './gated-drive.ts'
import { bothPaths } from './gated-network.ts'
import { type GatedPoint, gatedPoint } from './gated-point.ts'
import { warnOutside } from './warn-outside.ts'

/** As advanceGated, through `seconds` in which the drive moves in a straight line to another of the same lines. */
export function advanceGatedMoving(
  spec: GatedArraySpec,
  { from, to }: { readonly from: GatedDrive; readonly to: GatedDrive },
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  options: AdvanceOptions = {},
): number {
  checkOptionKeys('advanceGatedMoving', options, ADVANCE_OPTIONS)
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
    ...(energy ? { taken: step => meter.add(gatedPower(spec, step), step.seconds) } : {}),
  }
}

function gatedPower(
  spec: GatedArraySpec,
  { from, to, seconds, states, control }: TakenStep<GatedPoint>,
): EnergySplit {
  return stepPower({
    from: stepEnd(from),
    to: stepEnd(to),
    seconds,
    states,
    path: gatedPath(spec, control, seconds, states),
    cells: then => bothPaths(spec, then),
    kept: spec.model.stored === undefined ? undefined : own => storedEnergy(spec, own),
  })
}

function stepEnd({ solution, power }: GatedPoint): StepEnd {
  return { cellVolts: solution.cellVoltages, deviceVolts: solution.cellVoltages, power }
}
