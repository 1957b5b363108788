import { accessLaws } from '../../arrays/access/access-laws.ts'
import { type AccessOption, accessSpec } from '../../arrays/access/access-option.ts'
import {
  type CellLaws,
  FLOAT,
  type LineEnds,
  type NetworkProblem,
  VOLTAGE,
} from '../../arrays/network/problem.ts'

/**
 * The network of a crossbar that multiplies: word lines driven from the left, bit lines sensed at 0 V at the bottom, all behind
 * 0 ohm; no segment lies between an end and its first cell. The gates of transistors are on.
 * @param size [word lines, bit lines]
 * @param volts of the word lines
 */
export function tileNetwork(
  size: readonly [number, number],
  cells: CellLaws,
  { wire, access }: { readonly wire: number; readonly access: AccessOption },
  volts: Float64Array,
): NetworkProblem {
  const [rows, columns] = size
  const series = accessLaws(accessSpec(access, size), size, new Uint8Array(rows).fill(1))
  return {
    rows,
    columns,
    wordWire: wire,
    bitWire: wire,
    left: ends(VOLTAGE, volts),
    right: ends(FLOAT, new Float64Array(rows)),
    top: ends(FLOAT, new Float64Array(columns)),
    bottom: ends(VOLTAGE, new Float64Array(columns)),
    cells,
    ...(series === undefined ? {} : { series }),
  }
}

function ends(kind: number, value: Float64Array): LineEnds {
  const lines = value.length
  return { kind: new Uint8Array(lines).fill(kind), value, ohms: new Float64Array(lines) }
}
