import { createArrayReader, type ReadPoint } from './array-reader.ts'
import type { ArraySpec } from './array-spec.ts'
import { addressCells } from './bias/address-cells.ts'
import type { BiasScheme } from './bias/index.ts'
import { crossbarDrive, type Drive } from './drive.ts'

export interface ReadOptions {
  readonly network: 'isolated' | 'crossbar'
  /** Volts on the selected word line; the selected bit line is sensed at 0 V. */
  readonly volts: number
  readonly bias: BiasScheme
  /** One cell after the other, or all bit lines of a word line at once. */
  readonly by: 'cell' | 'row'
  /** Only these cells (flat indices); all unless given. */
  readonly only?: ReadonlySet<number>
}

/** Result of a read. Planes N*M, row-major. */
export interface ReadReport {
  /** Current of the sense line while the cell is selected, A. */
  readonly senseCurrents: Float64Array
  /** The part of it through the cell itself, A. */
  readonly cellCurrents: Float64Array
  /** 1 - cell current / sense current: the part that came by sneak paths; may be negative. */
  readonly sneakShares: Float64Array
}

/** One drive of a read, and the cells that it reads. */
export interface ReadSelection {
  readonly drive: Drive
  /** Flat indices of the cells. */
  readonly cells: readonly number[]
}

/** The drives that read an array, in their order. */
export function readSelections(spec: ArraySpec, options: ReadOptions): ReadSelection[] {
  const [rows, columns] = spec.size
  const wanted = (k: number): boolean => options.only?.has(k) ?? true
  if (options.network === 'isolated') {
    const volts = Float64Array.from({ length: rows * columns }, (_, k) => (wanted(k) ? options.volts : 0))
    return [{ drive: { kind: 'isolated', volts }, cells: [...volts.keys()].filter(wanted) }]
  }
  return Array.from({ length: rows }, (_, i) => {
    const bitLines = Array.from({ length: columns }, (_, j) => j).filter(j => wanted(i * columns + j))
    if (bitLines.length === 0) return []
    const groups = options.by === 'row' ? [bitLines] : bitLines.map(j => [j])
    return groups.map(group => selectCells(spec, i, group, options))
  }).flat()
}

/** Fills a report with what one selection finds at its operating point. */
export function recordRead(
  spec: ArraySpec,
  selection: ReadSelection,
  point: ReadPoint,
  report: ReadReport,
): void {
  const columns = spec.size[1]
  for (const k of selection.cells) {
    const own = point.cellCurrents[k]
    const sense =
      selection.drive.kind === 'isolated' || point.bitCurrents === undefined
        ? own
        : point.bitCurrents[k % columns]
    report.cellCurrents[k] = own
    report.senseCurrents[k] = sense
    report.sneakShares[k] = sense === own ? 0 : 1 - own / sense
  }
}

/** An empty report for an array. */
export function createReadReport([rows, columns]: readonly [number, number]): ReadReport {
  const count = rows * columns
  return {
    senseCurrents: new Float64Array(count).fill(Number.NaN),
    cellCurrents: new Float64Array(count).fill(Number.NaN),
    sneakShares: new Float64Array(count).fill(Number.NaN),
  }
}

/**
 * Reads the cells at one instant; the states are not changed. Cells that were not asked for are NaN.
 * @throws SolverError where a network has no answer
 */
export function readArray(
  spec: ArraySpec,
  states: readonly Float64Array[],
  options: ReadOptions,
): ReadReport {
  const report = createReadReport(spec.size)
  const reader = createArrayReader(spec)
  for (const selection of readSelections(spec, options)) {
    recordRead(spec, selection, reader.point(selection.drive, states), report)
  }
  return report
}

function selectCells(
  spec: ArraySpec,
  i: number,
  bitLines: readonly number[],
  options: ReadOptions,
): ReadSelection {
  const [rows, columns] = spec.size
  const selected = new Uint8Array(columns)
  for (const j of bitLines) selected[j] = 1
  const gateOn = new Uint8Array(rows)
  gateOn[i] = 1
  return {
    drive: crossbarDrive(spec, addressCells(spec.size, i, selected, options.volts, options.bias), gateOn),
    cells: bitLines.map(j => i * columns + j),
  }
}
