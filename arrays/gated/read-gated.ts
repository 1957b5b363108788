import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import { type ReadPhase, readDrive } from './gated-drive.ts'
import { gatedPoint } from './gated-point.ts'

export interface GatedReadOptions {
  /** Drain volts of the selected row. @defaultValue the device's read voltage */
  readonly volts?: number
  /** @defaultValue 'open' */
  readonly gates?: ReadPhase['gates']
  /** Drain lines of the other rows: at 0 V like the source lines, or open. @defaultValue 'ground' */
  readonly unselected?: 'ground' | 'float'
}

/** Result of a read row after row. Planes N*M, row-major. */
export interface GatedReadReport {
  /** Current of source line j while row i is read, A. */
  readonly senseCurrents: Float64Array
  /** The part of it through channel (i, j), A. */
  readonly channelCurrents: Float64Array
  /** How far the return current lifts the source line at cell (i, j), V. */
  readonly sourceShifts: Float64Array
}

const NAMES: OptionNames<Required<GatedReadOptions>> = {
  volts: true,
  gates: true,
  unselected: true,
}

/**
 * Reads an array of three-terminal devices row by row: drain line i driven, all source lines sensed at 0 V. States are not
 * changed.
 * @throws SolverError where a network has no answer
 */
export function readGated(
  spec: GatedArraySpec,
  states: readonly Float64Array[],
  options: GatedReadOptions = {},
): GatedReadReport {
  checkOptionKeys('readGated', options, NAMES)
  const { volts = spec.model.readVolts, gates = 'open', unselected = 'ground' } = options
  const [rows, columns] = spec.size
  const report = {
    senseCurrents: new Float64Array(rows * columns),
    channelCurrents: new Float64Array(rows * columns),
    sourceShifts: new Float64Array(rows * columns),
  }
  for (let i = 0; i < rows; i++) {
    const drain = new Float64Array(rows).fill(unselected === 'ground' ? 0 : Number.NaN)
    drain[i] = volts
    const point = gatedPoint(spec, readDrive(spec, { drain, gates }), states)
    const from = i * columns
    report.senseCurrents.set(point.sourceCurrents, from)
    report.channelCurrents.set(point.channelCurrents.subarray(from, from + columns), from)
    report.sourceShifts.set(point.sourceVolts.subarray(from, from + columns), from)
  }
  return report
}

/**
 * Currents of all source lines with all drain lines driven at once: the analog vector-matrix product, drops along the
 * lines included, A.
 * @param drain volts, one for each row
 * @throws SolverError where the network has no answer
 */
export function gatedProduct(
  spec: GatedArraySpec,
  states: readonly Float64Array[],
  drain: ArrayLike<number>,
  gates: ReadPhase['gates'] = 'open',
): Float64Array {
  return gatedPoint(spec, readDrive(spec, { drain, gates }), states).sourceCurrents
}
