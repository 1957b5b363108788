import { accessLaws } from '../../arrays/access/access-laws.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import type { Drive } from '../../arrays/crossbar/drive.ts'
import type { CrossbarBatch } from '../../arrays/engine/array-engine.ts'
import { OptionError } from '../../arrays/errors.ts'
import type { CellEquations } from '../../arrays/network/cell-equations.ts'
import { isGrounded } from '../../arrays/network/grounded-balance.ts'
import { CURRENT, type LineEnds, VOLTAGE } from '../../arrays/network/problem.ts'
import type { DrawnBatch } from './drawn-batch.ts'

/**
 * Samples [from, from + samples) of drawn arrays, as a device takes them. Cells wired alone are a crossbar of one bit line at 0 V without
 * resistance: word line k is the source of cell k.
 * @throws RangeError for transistors, whose current depends on where their lines stand
 */
export function crossbarBatch(drawn: DrawnBatch, from: number, samples: number): CrossbarBatch {
  const { one, parameters, stuck, settings } = drawn
  const { spec } = one
  const cells = spec.size[0] * spec.size[1]
  const own = (values: Float64Array) => values.subarray(from * cells, (from + samples) * cells)
  const element = elementOf(spec)
  return {
    model: spec.model,
    samples,
    parameters: parameters.map(values => (values.length === 1 ? values : own(values))),
    ...(stuck === undefined ? {} : { stuck: own(stuck) }),
    ...(element === undefined ? {} : { element }),
    ...(settings.network === 'isolated' ? wiredAlone(cells) : wires(spec)),
  }
}

type Wires = Pick<CrossbarBatch, 'size' | 'wordOhms' | 'leftOhms' | 'bitOhms' | 'topOhms'>

function wiredAlone(cells: number): Wires {
  const open = (count: number) => new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  return {
    size: [cells, 1],
    wordOhms: open(cells),
    leftOhms: new Float64Array(cells),
    bitOhms: new Float64Array(cells),
    topOhms: open(1),
  }
}

function wires(spec: ArraySpec): Wires {
  const [rows, columns] = spec.size
  const cells = rows * columns
  return {
    size: spec.size,
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

function elementOf({ access, size }: ArraySpec): CellEquations | undefined {
  const laws = accessLaws(access, size, new Uint8Array(size[0]).fill(1))
  if (laws === undefined) return undefined
  if (isGrounded(laws)) throw new OptionError('crossbarBatch', 'transistors', 'an element of two terminals')
  return laws.equations
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

/** Volts of the lines of a drive that puts the same on both ends of a line, NaN of those that float. */
export function lineVolts(drive: Drive): { word: Float64Array; bit: Float64Array } {
  if (drive.kind === 'isolated') return { word: drive.volts, bit: new Float64Array(1) }
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
