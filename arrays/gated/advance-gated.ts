import type { AdvanceOptions } from '../crossbar/advance-options.ts'
import type { EnergyMeter } from '../crossbar/energy-meter.ts'
import type { SolveRecorder } from '../crossbar/solve-log.ts'
import { stateDistance } from '../crossbar/state-distance.ts'
import { gatedIncrements, moveGatedStates } from '../devices/relax-gated-states.ts'
import { SolverError } from '../errors.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import type { GatedDrive } from './gated-drive.ts'
import { type GatedPoint, gatedPoint } from './gated-point.ts'

const TOLERANCE = 1e-4
const MOST_CORRECTIONS = 6
const MOST_STEPS = 100_000

/**
 * Advances the states of a three-terminal array through `seconds` of a constant drive and adds the energy to the meter. What
 * moves a state, gate voltage or gate current of its cell, moves with all states: channels carry current between source lines
 * even where the drain lines are open, and a gate stack has a voltage of its own. So the step is the exact relaxation at the mean of
 * both ends, found by iteration (implicit, second order), its length controlled by the distance from the first-order step, as in a
 * crossbar.
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
  { recorder, tolerance = TOLERANCE }: AdvanceOptions = {},
): number {
  if (seconds === 0) return 0
  const logged = recorder === undefined ? {} : { recorder }
  const relax = (control: Float64Array, step: number, to: readonly Float64Array[]): void =>
    moveGatedStates(spec.model, increments(spec, control, step, states), states, to)
  const guess = states.map(x => x.slice())
  const next = states.map(x => x.slice())
  let here = gatedPoint(spec, drive, states, logged)
  if (recorder !== undefined) warnOutside(spec, control(spec, here), recorder)
  let time = 0
  let step = seconds
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    step = Math.min(step, seconds - time)
    relax(control(spec, here), step, guess)
    let there = here
    let correction = Number.POSITIVE_INFINITY
    let firstCorrection = 0
    for (let c = 0; c < MOST_CORRECTIONS && correction > 0.05; c++) {
      there = gatedPoint(spec, drive, guess, { start: there, ...logged })
      relax(mean(control(spec, here), control(spec, there)), step, next)
      correction = stateDistance(spec, next, guess) / tolerance
      if (c === 0) firstCorrection = correction
      for (let s = 0; s < guess.length; s++) guess[s]!.set(next[s]!)
    }
    if (firstCorrection > 1 || correction > 0.05) {
      step *= Math.min(0.5, Math.max(0.1, 0.9 / Math.sqrt(firstCorrection)))
      if (time + step === time) {
        throw new SolverError(
          'not-converged',
          `time step below rounding at ${time} s of a segment of ${seconds} s; try a smoother program`,
        )
      }
      continue
    }
    for (let s = 0; s < states.length; s++) states[s]!.set(next[s]!)
    meter.add(meanPower(here, there), step)
    time += step
    if (time >= seconds * (1 - 1e-15)) return steps
    here = there
    step *= Math.min(5, 0.9 / Math.sqrt(Math.max(firstCorrection, 1e-3)))
  }
  throw new SolverError('not-converged', `more than ${MOST_STEPS} time steps in a segment of ${seconds} s`)
}

/** How much the states change at a constant control: on the engine where the array has one. */
function increments(
  { model, size, parameters, pace, engine }: GatedArraySpec,
  control: Float64Array,
  seconds: number,
  states: readonly Float64Array[],
): readonly (Float64Array | Float32Array)[] {
  if (engine === undefined) {
    return gatedIncrements(model, control.length, control, seconds, parameters, states, pace)
  }
  const paced = pace === undefined ? {} : { pace }
  return engine.stateIncrements({ model, size, control, states, parameters, seconds, ...paced })
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
    `${model.name}: ${applied[worst]!.toPrecision(3)} ${unit} at the gate of ${place}; measured from ${low} to ${high} ${unit}`,
  )
}

function mean(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, k) => (value + b[k]!) / 2)
}

function meanPower(a: GatedPoint, b: GatedPoint): Parameters<EnergyMeter['add']>[0] {
  return {
    delivered: (a.power.delivered + b.power.delivered) / 2,
    cells: (a.power.cells + b.power.cells) / 2,
    wires: (a.power.wires + b.power.wires) / 2,
    drivers: (a.power.drivers + b.power.drivers) / 2,
  }
}
