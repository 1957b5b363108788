import { advanceOnEngine } from './advance-on-engine.ts'
import type { AdvanceOptions, PlayOptions } from './advance-options.ts'
import { advanceRelaxing } from './advance-relaxing.ts'
import { advanceStorage } from './advance-storage.ts'
import type { ArraySpec } from './array-spec.ts'
import { deviceCells } from './device-cells.ts'
import { type Drive, isQuiet } from './drive.ts'
import type { EnergyMeter, EnergySplit } from './energy-meter.ts'
import { integratePower } from './integrate-power.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'
import { relaxStates, statePath } from './relax-states.ts'
import { bringStates } from './states-elsewhere.ts'
import { stepPower } from './step-power.ts'
import { type MovingCells, stepTogether, type TakenStep } from './step-together.ts'
import { storedEnergy } from './stored-energy.ts'

/**
 * Advances the states of an array through `seconds` of a constant drive and adds the energy to the meter.
 *
 * Cells that see their sources directly (wired alone without access element, or everything at 0 V) relax exactly,
 * in one step; what returned charge drops in the wires at 0 V is left out. Otherwise the cell voltages move with the
 * states: see advanceRelaxing, and stepTogether for states that do not relax. Cells that keep energy move with the network even at 0 V, those that are circuits of resistances and
 * capacitors by advanceStorage. An engine may take the states and the network of a drive together; see advanceOnEngine.
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
  options: PlayOptions = {},
): number {
  if (seconds === 0) return 0
  const there = advanceOnEngine(spec, drive, seconds, states, meter, options)
  const left = seconds - there.seconds
  if (left > 0 || options.stay !== true) bringStates(states)
  return left > 0 ? there.steps + advanceHere(spec, drive, left, states, meter, options) : there.steps
}

function advanceHere(
  spec: ArraySpec,
  drive: Drive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  options: AdvanceOptions,
): number {
  if (spec.model.storage !== undefined)
    return advanceStorage(spec, () => drive, seconds, states, meter, options)
  const isolated = drive.kind === 'isolated' && spec.access.kind === 'none'
  if (isQuiet(drive) && spec.model.stored === undefined) {
    relaxStates(spec, constant(new Float64Array(1)), seconds, states, states)
    return 1
  }
  if (isolated) {
    if (options.energy !== false) integratePower(spec, drive, seconds, states, meter)
    relaxStates(spec, constant(drive.volts), seconds, states, states)
    return 1
  }
  const { relaxes, states: moving } = spec.model
  return relaxes && moving.length > 0
    ? advanceRelaxing(spec, drive, seconds, states, meter, options)
    : advanceTogether(spec, drive, seconds, states, meter, options)
}

function advanceTogether(
  spec: ArraySpec,
  drive: Drive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  { recorder, tolerance, energy = true }: AdvanceOptions,
): number {
  const logged = recorder === undefined ? {} : { recorder }
  const cells: MovingCells<OperatingPoint> = {
    model: spec.model,
    point: (at, start) =>
      operatingPoint(spec, drive, at, start === undefined ? logged : { start, ...logged }),
    control: point => point.deviceVolts,
    relax: (volts, step, from, to) => relaxStates(spec, volts, step, from, to),
    ...(energy ? { taken: step => meter.add(arrayPower(spec, step), step.seconds) } : {}),
  }
  return stepTogether(cells, seconds, states, tolerance)
}

/** Mean powers of a step of an array. */
export function arrayPower(
  spec: ArraySpec,
  { from, to, seconds, states, control }: TakenStep<OperatingPoint>,
): EnergySplit {
  return stepPower({
    from,
    to,
    seconds,
    states,
    path: statePath(spec, control, seconds, states),
    cells: then => deviceCells(spec, then),
    kept: spec.model.stored === undefined ? undefined : own => storedEnergy(spec, own),
  })
}

function constant(volts: Float64Array): { from: Float64Array; to: Float64Array } {
  return { from: volts, to: volts }
}
