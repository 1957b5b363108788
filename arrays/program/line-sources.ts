import { CURRENT, FLOAT, VOLTAGE } from '../network/problem.ts'

/** Sources of the lines of one side, one entry a line. */
export interface LineSources {
  /** FLOAT, VOLTAGE or CURRENT. */
  readonly kind: Uint8Array
  /** V, or A into the line; 0 for FLOAT. */
  readonly value: Float64Array
}

/** Sides of an array whose lines can be driven: word and bit lines, or gate, drain and source lines. */
export type LineSide = 'word' | 'bit' | 'gate' | 'drain' | 'source'

/** Sources at the lines of an array, by side. */
export type SidedSources = { readonly [Side in LineSide]?: LineSources }

/** A side of an array and how many lines it has. */
export interface SideOfLines {
  readonly side: LineSide
  readonly lines: number
}

/** Line sources for a while: held, or moved in a straight line from one end to the other, all of the same kinds. */
export interface LineRow {
  readonly seconds: number
  readonly from: SidedSources
  readonly to: SidedSources
  /** It goes on where the row before ended: both are one pulse. */
  readonly goesOn: boolean
}

/** Lines of which none is driven. */
export function openLines(lines: number): { kind: Uint8Array; value: Float64Array } {
  return { kind: new Uint8Array(lines).fill(FLOAT), value: new Float64Array(lines) }
}

/** Lines at 0 V. */
export function groundedLines(lines: number): { kind: Uint8Array; value: Float64Array } {
  return { kind: new Uint8Array(lines).fill(VOLTAGE), value: new Float64Array(lines) }
}

/** Lines with one value each, NaN where a line is open. @param unit of the values */
export function lineSources(values: Float64Array, unit: 'V' | 'A'): LineSources {
  const driven = unit === 'V' ? VOLTAGE : CURRENT
  return {
    kind: Uint8Array.from(values, value => (Number.isNaN(value) ? FLOAT : driven)),
    value: values.map(value => (Number.isNaN(value) ? 0 : value)),
  }
}

/** Every voltage of one side against every one of another, V. */
export function voltsBetween(a: LineSources | undefined, b: LineSources | undefined): number[] {
  const [high, low] = [voltsOf(a), voltsOf(b)]
  return [...high].flatMap(volts => [...low].map(base => volts - base))
}

function voltsOf(sources: LineSources | undefined): Set<number> {
  if (sources === undefined) return new Set()
  return new Set([...sources.value].filter((_, line) => sources.kind[line] === VOLTAGE))
}
