import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import type { Drive } from '../../arrays/crossbar/drive.ts'
import type { CrossbarBatch } from '../../arrays/engine/array-engine.ts'
import { OptionError } from '../../arrays/errors.ts'
import { CURRENT, type LineEnds, VOLTAGE } from '../../arrays/network/problem.ts'
import type { DrawnBatch } from './drawn-batch.ts'

/** Samples [from, from + samples) of drawn arrays, as a device takes them. */
export function crossbarBatch({ one, parameters }: DrawnBatch, from: number, samples: number): CrossbarBatch {
  const { spec } = one
  const [rows, columns] = spec.size
  const cells = rows * columns
  return {
    model: spec.model,
    size: spec.size,
    samples,
    parameters: parameters.map(values =>
      values.length === 1 ? values : values.subarray(from * cells, (from + samples) * cells),
    ),
    wordOhms: Float64Array.from({ length: cells }, (_, k) => {
      const i = Math.floor(k / columns)
      return k % columns === columns - 1 ? ohmsAt(spec.right, i) : ohmsOf(spec.wordWire, k - i)
    }),
    leftOhms: Float64Array.from({ length: rows }, (_, i) => ohmsAt(spec.left, i)),
    bitOhms: Float64Array.from({ length: cells }, (_, k) =>
      k < cells - columns ? ohmsOf(spec.bitWire, k) : ohmsAt(spec.bottom, k % columns),
    ),
    topOhms: Float64Array.from({ length: columns }, (_, j) => ohmsAt(spec.top, j)),
  }
}

/** True where every line has a voltage at one end or at both, and no current. */
export function isDriven({ left, right, top, bottom }: ArraySpec): boolean {
  return [
    [left, right],
    [top, bottom],
  ].every(([a, b]) =>
    a!.kind.every((kind, line) => {
      const kinds = [kind, b!.kind[line]]
      return kinds.includes(VOLTAGE) && kinds.every(one => one !== CURRENT)
    }),
  )
}

/**
 * Volts of the lines of a drive that puts the same on both ends of a line, NaN of those that float.
 * @throws RangeError for cells wired alone
 */
export function lineVolts(drive: Drive): { word: Float64Array; bit: Float64Array } {
  if (drive.kind === 'isolated') throw new OptionError('lineVolts', 'isolated cells', 'a crossbar')
  return { word: voltsOf(drive.left, drive.right), bit: voltsOf(drive.top, drive.bottom) }
}

function voltsOf(a: LineEnds, b: LineEnds): Float64Array {
  return a.value.map((volts, line) => {
    if (a.kind[line] === VOLTAGE) return volts
    return b.kind[line] === VOLTAGE ? b.value[line] : Number.NaN
  })
}

function ohmsAt({ kind, ohms }: LineEnds, line: number): number {
  return kind[line] === VOLTAGE ? ohms[line] : Number.POSITIVE_INFINITY
}

function ohmsOf(wires: number | Float64Array, segment: number): number {
  return typeof wires === 'number' ? wires : wires[segment]
}
