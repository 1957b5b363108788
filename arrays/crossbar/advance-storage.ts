import { type StorageCircuit, storageCircuit } from '../devices/storage-circuit.ts'
import { SolverError } from '../errors.ts'
import type { AdvanceOptions } from './advance-options.ts'
import type { ArraySpec } from './array-spec.ts'
import type { Drive } from './drive.ts'
import type { EnergyMeter, EnergySplit } from './energy-meter.ts'
import { meanStorage } from './mean-storage.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'
import { stateDistance } from './state-distance.ts'

const TOLERANCE = 1e-4
const MOST_STEPS = 100_000

interface Step {
  readonly states: readonly Float64Array[]
  /** Means over the step. */
  readonly power: EnergySplit
  readonly point: OperatingPoint
}

/**
 * Advances an array whose cells store charge through `seconds` of a drive, voltages, currents and open lines
 * alike, constant or moving, and adds the energy to the meter. The network and the capacitors are solved together (see meanStorage); a step is
 * taken as a whole and in two halves, the halves are kept, and their difference, three times their error, controls the
 * length.
 * @param driveAt the drive so many seconds after the start
 * @param states advanced in place
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function advanceStorage(
  spec: ArraySpec,
  driveAt: (time: number) => Drive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  { recorder, tolerance = TOLERANCE }: AdvanceOptions,
): number {
  const circuit = storageCircuit(spec.model, spec.parameters, spec.size[0] * spec.size[1])
  const take = (from: readonly Float64Array[], begin: number, length: number, start?: OperatingPoint): Step =>
    // Over a step the drive counts by its middle.
    takeStep(spec, circuit, driveAt(begin + length / 2), length, from, {
      ...(recorder === undefined ? {} : { recorder }),
      ...(start === undefined ? {} : { start }),
    })
  let time = 0
  let step = seconds
  let last: OperatingPoint | undefined
  for (let steps = 1; steps <= MOST_STEPS; steps++) {
    step = Math.min(step, seconds - time)
    const whole = take(states, time, step, last)
    const first = take(states, time, step / 2, whole.point)
    const second = take(first.states, time + step / 2, step / 2, first.point)
    const error = stateDistance(spec, second.states, whole.states) / 3 / tolerance
    const growth = 0.9 / Math.cbrt(Math.max(error, 1e-6))
    if (!(error <= 1)) {
      step *= Number.isNaN(error) ? 0.1 : Math.max(0.1, growth)
      if (time + step === time) {
        throw new SolverError(
          'not-converged',
          `time step below rounding at ${time} s of a segment of ${seconds} s; give drivers or cells some resistance`,
        )
      }
      continue
    }
    for (let s = 0; s < states.length; s++) states[s].set(second.states[s])
    meter.add(first.power, step / 2)
    meter.add(second.power, step / 2)
    time += step
    if (time >= seconds * (1 - 1e-15)) return steps
    last = second.point
    step *= Math.min(5, growth)
  }
  throw new SolverError('not-converged', `more than ${MOST_STEPS} time steps in a segment of ${seconds} s`)
}

function takeStep(
  spec: ArraySpec,
  circuit: StorageCircuit,
  drive: Drive,
  seconds: number,
  from: readonly Float64Array[],
  options: { start?: OperatingPoint } & Pick<AdvanceOptions, 'recorder'>,
): Step {
  const mean = meanStorage(spec, circuit, from, seconds)
  const point = operatingPoint(spec, drive, from, { ...options, cells: mean.cells })
  const states = from.map(x => new Float64Array(x.length))
  const { dissipated, stored } = mean.move(point.deviceVolts, states)
  let access = 0
  for (let k = 0; k < point.cellVolts.length; k++)
    access += (point.cellVolts[k] - point.deviceVolts[k]) * point.cellCurrents[k]
  return { states, power: { ...point.power, cells: dissipated + access, stored }, point }
}
