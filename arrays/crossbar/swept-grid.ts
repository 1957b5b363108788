import type { SweptGrid } from '../../kernels/line-sweeps.ts'
import { FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import type { ArraySpec } from './array-spec.ts'
import type { CrossbarDrive } from './drive.ts'

/** Volts that the deviations of the nodes of each line are from. */
export interface LineReferences {
  readonly word: Float64Array
  readonly bit: Float64Array
}

/**
 * The lines and drivers of a crossbar as line sweeps take them.
 * @returns undefined for arrays that sweeps do not serve: a line without a voltage at its ends, a current, a broken segment, two
 * drivers at the ends of a line of 0 ohm
 */
export function sweptGrid(
  { size: [rows, columns], wordWire, bitWire }: ArraySpec,
  { left, right, top, bottom }: CrossbarDrive,
): (SweptGrid & { readonly references: LineReferences }) | undefined {
  const wordSegments = segments(wordWire, [rows, columns - 1], [rows, columns])
  const bitSegments = segments(bitWire, [rows - 1, columns], [rows, columns])
  if (wordSegments === undefined || bitSegments === undefined) return undefined
  const word = lines(left, right, wordSegments)
  const bit = lines(top, bottom, bitSegments)
  if (word === undefined || bit === undefined) return undefined
  return {
    rows,
    columns,
    wordSegments,
    bitSegments,
    left: word.near,
    right: word.far,
    top: bit.near,
    bottom: bit.far,
    wordStep: word.step,
    bitStep: bit.step,
    references: { word: word.volts, bit: bit.volts },
  }
}

/** Conductances of the segments after each node, N*M; Infinity for 0 ohm. */
function segments(
  ohms: number | Float64Array,
  [rows, columns]: readonly [number, number],
  nodes: readonly [number, number],
): Float64Array | undefined {
  const all = new Float64Array(nodes[0] * nodes[1])
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const own = typeof ohms === 'number' ? ohms : ohms[i * columns + j]
      if (!(own >= 0 && own < Number.POSITIVE_INFINITY)) return undefined
      all[i * nodes[1] + j] = 1 / own
    }
  }
  return all
}

interface Lines {
  readonly near: Float64Array
  readonly far: Float64Array
  readonly step: Float64Array
  readonly volts: Float64Array
}

function lines(near: LineEnds, far: LineEnds, segments: Float64Array): Lines | undefined {
  const count = near.kind.length
  const found: Lines = {
    near: new Float64Array(count),
    far: new Float64Array(count),
    step: new Float64Array(count),
    volts: new Float64Array(count),
  }
  const ideal = segments.some(siemens => siemens === Number.POSITIVE_INFINITY)
  for (let line = 0; line < count; line++) {
    const [first, last] = [near.kind[line], far.kind[line]]
    for (const kind of [first, last]) if (kind !== VOLTAGE && kind !== FLOAT) return undefined
    if (first === FLOAT && last === FLOAT) return undefined
    const both = first === VOLTAGE && last === VOLTAGE
    if (both && ideal) return undefined
    found.near[line] = first === VOLTAGE ? 1 / near.ohms[line] : 0
    found.far[line] = last === VOLTAGE ? 1 / far.ohms[line] : 0
    found.volts[line] = first === VOLTAGE ? near.value[line] : far.value[line]
    found.step[line] = both ? far.value[line] - near.value[line] : 0
  }
  return found
}
