import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { addressCells } from '../../arrays/crossbar/bias/address-cells.ts'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import { readCells } from '../../arrays/crossbar/device-cells.ts'
import { type CrossbarDrive, crossbarDrive } from '../../arrays/crossbar/drive.ts'
import { type OperatingPoint, operatingPoint } from '../../arrays/crossbar/operating-point.ts'
import type { NetworkSolution } from '../../arrays/network/problem.ts'
import { FLOAT, type LineEnds } from '../../arrays/network/problem.ts'

/** One drive of the lines: a word line and the bit lines that are addressed on it. */
export interface ObservedDrive {
  /** Volts of the word line; the addressed bit lines are at 0 V. */
  readonly volts: number
  readonly bias: BiasScheme
  readonly wordLine: number
  readonly bitLines: readonly number[]
}

/** Voltages and currents under a drive; SI, planes row-major. */
export interface DriveView {
  readonly size: readonly [number, number]
  /** N*M: word minus bit, V. */
  readonly cellVoltages: Float64Array
  /** N*M, from word to bit line, A. */
  readonly cellCurrents: Float64Array
  /** N*M, V against ground. */
  readonly wordVoltages: Float64Array
  readonly bitVoltages: Float64Array
  /** N*M: what the wires of its two lines take from a cell, V; NaN where one of them floats. */
  readonly irDrops: Float64Array
  /** N*(M+1), to the right: what the left end feeds, then after each cell; the last is what the right end takes, A. */
  readonly wordCurrents: Float64Array
  /** (N+1)*M, downwards: what the top end feeds, then below each cell; the last is what the bottom end takes, A. */
  readonly bitCurrents: Float64Array
  /** N and M: volts of the drivers, NaN where a line floats. */
  readonly wordDrivers: Float64Array
  readonly bitDrivers: Float64Array
  /** For each addressed cell: the current of its sense line, the part through the cell itself (A), and 1 - cell/sense. */
  readonly sensed: readonly SensedCell[]
  readonly solver: { readonly iterations: number; readonly residual: number; readonly seconds: number }
}

export interface SensedCell {
  readonly cell: readonly [number, number]
  readonly senseCurrent: number
  readonly cellCurrent: number
  readonly sneakShare: number
}

/**
 * Solves an array under one drive at fixed states.
 * @param states in the model's order, N*M values each
 * @param options a point of a similar drive of an array of this size, from which the solver begins; the largest Kirchhoff imbalance over the
 * largest branch current, 1e-12 unless given
 * @throws SolverError where the network has no answer
 */
export function observeDrive(
  spec: ArraySpec,
  states: readonly Float64Array[],
  observed: ObservedDrive,
  { start, tolerance }: { readonly start?: OperatingPoint; readonly tolerance?: number } = {},
): { readonly view: DriveView; readonly point: OperatingPoint } {
  const drive = driveOf(spec, observed)
  const point = operatingPoint(spec, drive, states, {
    cells: readCells(spec, states),
    ...(start === undefined ? {} : { start }),
    ...(tolerance === undefined ? {} : { tolerance }),
  })
  return { view: viewOf(drive, observed, point.solution!), point }
}

export function driveOf(spec: ArraySpec, { volts, bias, wordLine, bitLines }: ObservedDrive): CrossbarDrive {
  const addressed = new Uint8Array(spec.size[1])
  for (const j of bitLines) addressed[j] = 1
  const gateOn = new Uint8Array(spec.size[0])
  gateOn[wordLine] = 1
  return crossbarDrive(spec, addressCells(spec.size, wordLine, addressed, volts, bias), gateOn)
}

/** What a solution shows under a drive. Its planes of volts and cell currents are the view's. */
export function viewOf(
  drive: CrossbarDrive,
  { wordLine, bitLines }: ObservedDrive,
  found: NetworkSolution,
): DriveView {
  const wordDrivers = driverVolts(drive.left, drive.right)
  const bitDrivers = driverVolts(drive.bottom, drive.top)
  const size = [wordDrivers.length, bitDrivers.length] as const
  const [rows, columns] = size
  const { wordVoltages, bitVoltages, cellVoltages, cellCurrents, report } = found
  return {
    size,
    cellVoltages,
    cellCurrents,
    wordVoltages,
    bitVoltages,
    irDrops: dropsAlong(cellVoltages, wordDrivers, bitDrivers),
    wordCurrents: alongWords(found, rows, columns),
    bitCurrents: alongBits(found, rows, columns),
    wordDrivers,
    bitDrivers,
    sensed: bitLines.map(j => {
      const own = cellCurrents[wordLine * columns + j]
      const sense = found.topCurrents[j] + found.bottomCurrents[j]
      return {
        cell: [wordLine, j] as const,
        senseCurrent: sense,
        cellCurrent: own,
        sneakShare: sense === own ? 0 : 1 - own / sense,
      }
    }),
    solver: { iterations: report.iterations, residual: report.residual, seconds: report.seconds },
  }
}

/** What the wires take of what the drivers of a cell's lines put across it, V. */
function dropsAlong(
  cellVoltages: Float64Array,
  wordDrivers: Float64Array,
  bitDrivers: Float64Array,
): Float64Array {
  const columns = bitDrivers.length
  const drops = new Float64Array(cellVoltages.length)
  for (let i = 0, k = 0; i < wordDrivers.length; i++) {
    for (let j = 0; j < columns; j++, k++) {
      const driven = wordDrivers[i] - bitDrivers[j]
      drops[k] = Math.sign(driven) * (driven - cellVoltages[k])
    }
  }
  return drops
}

/** Of either end; NaN where both float. */
function driverVolts(first: LineEnds, second: LineEnds): Float64Array {
  return first.value.map((volts, line) =>
    first.kind[line] !== FLOAT ? volts : second.kind[line] !== FLOAT ? second.value[line] : Number.NaN,
  )
}

/** Kirchhoff's law from the left end to the right. */
function alongWords(
  { leftCurrents, cellCurrents }: NetworkSolution,
  rows: number,
  columns: number,
): Float64Array {
  const along = new Float64Array(rows * (columns + 1))
  for (let i = 0; i < rows; i++) {
    along[i * (columns + 1)] = leftCurrents[i]
    for (let j = 0; j < columns; j++)
      along[i * (columns + 1) + j + 1] = along[i * (columns + 1) + j] - cellCurrents[i * columns + j]
  }
  return along
}

/** The same from the top down. */
function alongBits(
  { topCurrents, cellCurrents }: NetworkSolution,
  rows: number,
  columns: number,
): Float64Array {
  const along = new Float64Array((rows + 1) * columns)
  for (let j = 0; j < columns; j++) along[j] = -topCurrents[j]
  for (let k = 0; k < rows * columns; k++) along[k + columns] = along[k] + cellCurrents[k]
  return along
}
