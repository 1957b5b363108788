import { SolverError } from '../errors.ts'
import type { AdvanceOptions } from './advance-options.ts'
import { advanceStorage } from './advance-storage.ts'
import type { ArraySpec } from './array-spec.ts'
import { type Drive, isQuiet } from './drive.ts'
import type { EnergyMeter, EnergySplit } from './energy-meter.ts'
import { integratePower } from './integrate-power.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'
import { relaxStates } from './relax-states.ts'
import { stateDistance } from './state-distance.ts'

/** Of the first-order step, which the correction measures; the step taken is of second order and keeps to 1e-4 of the range of a state (test/referee). */
const TOLERANCE = 5e-4
const MOST_CORRECTIONS = 6
const MOST_STEPS = 100_000

/**
 * Advances the states of an array through `seconds` of a constant drive and adds the energy to the meter.
 *
 * Cells that see their sources directly (wired alone without access element, or everything at 0 V) relax exactly,
 * in one step. Otherwise the cell voltages move with the states: the step is the exact relaxation at the mean of the voltages
 * at its two ends, found by iteration (implicit, second order), and its length is controlled by the
 * distance from the first-order step. Cells that store charge move with the network even at 0 V: see advanceStorage.
 * @param states advanced in place
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function advance(
  spec: ArraySpec,
  drive: Drive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  options: AdvanceOptions = {},
): number {
  if (seconds === 0) return 0
  if (spec.model.storage !== undefined) return advanceStorage(spec, drive, seconds, states, meter, options)
  if (isQuiet(drive)) {
    relaxStates(spec, new Float64Array(1), seconds, states, states)
    return 1
  }
  if (drive.kind === 'isolated' && spec.access.kind === 'none') {
    if (options.energy !== false) integratePower(spec, drive, seconds, states, meter)
    relaxStates(spec, drive.volts, seconds, states, states)
    return 1
  }
  return advanceTogether(spec, drive, seconds, states, meter, options)
}

function advanceTogether(
  spec: ArraySpec,
  drive: Drive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  { recorder, tolerance = TOLERANCE }: AdvanceOptions,
): number {
  const logged = recorder === undefined ? {} : { recorder }
  let time = 0
  let step = seconds
  let here = operatingPoint(spec, drive, states, logged)
  const mean = new Float64Array(here.deviceVolts.length)
  const guess = states.map(x => x.slice())
  const next = states.map(x => x.slice())
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    step = Math.min(step, seconds - time)
    relaxStates(spec, here.deviceVolts, step, states, guess)
    let there = here
    let correction = Number.POSITIVE_INFINITY
    let firstCorrection = 0
    for (let c = 0; c < MOST_CORRECTIONS && correction > 0.05; c++) {
      there = operatingPoint(spec, drive, guess, { start: there, ...logged })
      for (let k = 0; k < mean.length; k++) mean[k] = (here.deviceVolts[k]! + there.deviceVolts[k]!) / 2
      relaxStates(spec, mean, step, states, next)
      correction = stateDistance(spec, next, guess) / tolerance
      if (c === 0) firstCorrection = correction
      for (let s = 0; s < guess.length; s++) guess[s]!.set(next[s]!)
    }
    if (firstCorrection > 1 || correction > 0.05) {
      step *= Math.min(0.5, Math.max(0.1, 0.9 / Math.sqrt(firstCorrection)))
      if (time + step === time) {
        throw new SolverError(
          'not-converged',
          `time step below rounding at ${time} s of a segment of ${seconds} s; try a smoother program or fewer parallel shorts`,
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

function meanPower(a: OperatingPoint, b: OperatingPoint): EnergySplit {
  return {
    delivered: (a.power.delivered + b.power.delivered) / 2,
    cells: (a.power.cells + b.power.cells) / 2,
    wires: (a.power.wires + b.power.wires) / 2,
    drivers: (a.power.drivers + b.power.drivers) / 2,
  }
}
