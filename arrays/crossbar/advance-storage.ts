import { type StorageCircuit, storageCircuit } from '../devices/storage-circuit.ts'
import type { AdvanceOptions } from './advance-options.ts'
import { advanceStiff } from './advance-stiff.ts'
import type { ArraySpec } from './array-spec.ts'
import type { Drive } from './drive.ts'
import type { EnergyMeter } from './energy-meter.ts'
import { eulerStorage } from './euler-storage.ts'
import { type OperatingPoint, operatingPoint } from './operating-point.ts'

/** Of the distance of the last two orders of a step. */
export const STORAGE_TOLERANCE = 1e-4
/** Energies delivered, dissipated and kept by the voltages of the capacitors agree to this share of the energy moved or kept. */
const BALANCE = 3e-7
/** Distance of the last two orders of an energy, over the same. */
const ENERGY = 1e-5

/**
 * Advances an array whose cells store charge through `seconds` of a drive, voltages, currents and open lines alike,
 * constant or moving, and adds the energy to the meter. Network and capacitors are solved together, see eulerStorage and advanceStiff.
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
  { recorder, tolerance = STORAGE_TOLERANCE }: AdvanceOptions,
): number {
  const circuit = storageCircuit(spec.model, spec.parameters, spec.size[0] * spec.size[1])
  const logged = recorder === undefined ? {} : { recorder }
  let last: OperatingPoint | undefined
  let kept = keptIn(circuit, states)
  /** Joules moved so far. */
  let moved = 0
  const sizeOf = (sums: Float64Array): number => sums.reduce((size, joules) => size + Math.abs(joules), 0)
  return advanceStiff(
    {
      model: spec.model,
      go(from, begin, length, parts, to) {
        const sums = new Float64Array(4)
        from.forEach((x, s) => {
          to[s].set(x)
        })
        for (let part = 0; part < parts; part++) {
          last = addStep(
            spec,
            circuit,
            driveAt(begin + ((part + 1) * length) / parts),
            length / parts,
            to,
            sums,
            {
              ...logged,
              ...(last === undefined ? {} : { start: last }),
            },
          )
        }
        return sums
      },
      judge(sums, lower, to) {
        const size = kept + moved + sizeOf(sums)
        if (size === 0) return 0
        const [delivered, cells, wires, drivers] = sums as unknown as [number, number, number, number]
        const stored = keptIn(circuit, to) - kept
        const defect = Math.abs(delivered - cells - wires - drivers - stored) / (BALANCE * size)
        return sums.reduce(
          (worst, joules, part) => Math.max(worst, Math.abs(joules - lower[part]) / (ENERGY * size)),
          defect,
        )
      },
      taken(sums, to, length) {
        const [delivered, cells, wires, drivers] = Array.from(sums, joules => joules / length) as [
          number,
          number,
          number,
          number,
        ]
        const now = keptIn(circuit, to)
        meter.add({ delivered, cells, wires, drivers, stored: (now - kept) / length }, length)
        kept = now
        moved += sizeOf(sums)
      },
    },
    seconds,
    states,
    tolerance,
  )
}

/** Energy in all capacitors, those of stuck cells too, J. */
function keptIn({ farads, count }: StorageCircuit, states: readonly Float64Array[]): number {
  let joules = 0
  states.forEach((volts, s) => {
    for (let k = 0; k < count; k++) if (volts[k] !== 0) joules += (farads[s][k] * volts[k] * volts[k]) / 2
  })
  return joules
}

/**
 * One implicit Euler step.
 * @param states moved in place
 * @param sums joules delivered, and dissipated in cells, wires and drivers: added to
 */
function addStep(
  spec: ArraySpec,
  circuit: StorageCircuit,
  drive: Drive,
  seconds: number,
  states: readonly Float64Array[],
  sums: Float64Array,
  options: { start?: OperatingPoint } & Pick<AdvanceOptions, 'recorder'>,
): OperatingPoint {
  const step = eulerStorage(spec, circuit, states, seconds)
  const point = operatingPoint(spec, drive, states, { ...options, cells: step.cells })
  let cells = step.move(point.deviceVolts, states)
  for (let k = 0; k < point.cellVolts.length; k++)
    cells += (point.cellVolts[k] - point.deviceVolts[k]) * point.cellCurrents[k]
  const { delivered, wires, drivers } = point.power
  const watts = [delivered, cells, wires, drivers]
  watts.forEach((own, part) => {
    sums[part] = sums[part] + own * seconds
  })
  return point
}
