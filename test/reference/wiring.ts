import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../../arrays/network/problem.ts'
import type { Wiring } from './circuit.ts'

/** One end of one line, for tests written by hand. */
export interface LineEnd {
  readonly kind: number
  readonly value: number
  readonly ohms: number
}

export const floating: LineEnd = { kind: FLOAT, value: 0, ohms: 0 }
export const ground: LineEnd = { kind: VOLTAGE, value: 0, ohms: 0 }

export function volts(value: number, ohms = 0): LineEnd {
  return { kind: VOLTAGE, value, ohms }
}

export function amperes(value: number): LineEnd {
  return { kind: CURRENT, value, ohms: 0 }
}

export function ends(lines: readonly LineEnd[]): LineEnds {
  return {
    kind: Uint8Array.from(lines, line => line.kind),
    value: Float64Array.from(lines, line => line.value),
    ohms: Float64Array.from(lines, line => line.ohms),
  }
}

/** A network of the given size: wires of 0 ohm and floating ends where nothing else is said. */
export function wiring(
  [rows, columns]: readonly [number, number],
  parts: {
    readonly word?: number | Float64Array
    readonly bit?: number | Float64Array
    readonly left?: LineEnds
    readonly right?: LineEnds
    readonly top?: LineEnds
    readonly bottom?: LineEnds
  },
): Wiring {
  const open = (count: number): LineEnds => ends(Array.from({ length: count }, () => floating))
  return {
    rows,
    columns,
    wordWire: parts.word ?? 0,
    bitWire: parts.bit ?? 0,
    left: parts.left ?? open(rows),
    right: parts.right ?? open(rows),
    top: parts.top ?? open(columns),
    bottom: parts.bottom ?? open(columns),
  }
}
