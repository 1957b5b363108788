import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import type { AdvanceOptions } from '../crossbar/advance-options.ts'
import type { EnergyMeter, EnergySplit } from '../crossbar/energy-meter.ts'
import { meanPower, type StepEnd } from '../crossbar/mean-power.ts'
import type { SolveRecorder } from '../crossbar/solve-log.ts'
import { stepByHalves, travelOf } from '../crossbar/step-by-halves.ts'
import { type MovingCells, stepTogether, type TakenStep } from '../crossbar/step-together.ts'
import { storedEnergy } from '../crossbar/stored-energy.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import { gatedPath, gatedRamp, moveGated } from './gated-change.ts'
import { type GatedDrive, gatedDriveBetween, sourceValues } from './gated-drive.ts'
import { bothPaths } from './gated-network.ts'
import { type GatedPoint, gatedPoint } from './gated-point.ts'

const TOLERANCE = 1e-4

const NAMES: OptionNames<Required<AdvanceOptions>> = {
  recorder: true,
  tolerance: true,
  energy: true,
}

/**
 * Advances the states of a three-terminal array through `seconds` of a constant drive and adds the energy to the meter. What
 * moves a state, gate voltage or gate current of its cell, moves with all states: channels carry current between source lines
 * even where the drain lines are open, and a gate stack has a voltage of its own: see stepTogether.
 * @param states advanced in place
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function advanceGated(
  spec: GatedArraySpec,
  drive: GatedDrive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  options: AdvanceOptions = {},
): number {
  checkOptionKeys('advanceGated', options, NAMES)
  if (seconds === 0) return 0
  const cells = movingGates(spec, () => drive, meter, options)
  const relaxing: MovingCells<GatedPoint> = {
    ...cells,
    relax: (applied, step, from, to) => moveGated(spec, applied, step, from, to),
  }
  return stepTogether(relaxing, seconds, states, options.tolerance ?? TOLERANCE)
}

/** The same through `seconds` in which the drive moves in a straight line to another of the same lines. */
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
      if (recorder !== undefined) warnOutside(spec, control(spec, point), recorder)
      return point
    },
    control: point => control(spec, point),
    relax: (applied, step, from, to) => gatedRamp(spec, applied, step, from).at(step, to),
    ...(energy ? { taken: step => meter.add(stepPower(spec, step), step.seconds) } : {}),
  }
}

/** What moves the states of each cell: gate voltage or gate current. */
function control({ model }: GatedArraySpec, point: GatedPoint): Float64Array {
  return model.control === 'voltage' ? point.gateVolts : point.gateCurrents
}

/** Warns of the cell that is driven farthest beyond what the paper applied, by more than rounding. */
function warnOutside({ model, size }: GatedArraySpec, applied: Float64Array, recorder: SolveRecorder): void {
  const [low, high] = model.validControl
  let worst = 0
  let excess = 1e-9 * (high - low)
  applied.forEach((u, k) => {
    const own = Math.max(u - high, low - u)
    if (own > excess) [worst, excess] = [k, own]
  })
  if (!(excess > 1e-9 * (high - low))) return
  const unit = model.control === 'voltage' ? 'V' : 'A'
  const place = `row ${Math.floor(worst / size[1])}, column ${worst % size[1]}`
  recorder.warn(
    'gate validity',
    excess / (high - low),
    `${model.name}: ${applied[worst].toPrecision(3)} ${unit} at the gate of ${place}; measured from ${low} to ${high} ${unit}`,
  )
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
