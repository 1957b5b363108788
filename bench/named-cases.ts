import {
  type CellLaws,
  FLOAT,
  type LineEnds,
  type NetworkProblem,
  VOLTAGE,
} from '../arrays/network/problem.ts'

/** One network of the tables, in words. */
export interface NamedCase {
  readonly rows: number
  readonly columns: number
  readonly wireOhms: number
  /** Range of the cells, drawn with their logarithm spread evenly, S. */
  readonly siemens: readonly [number, number]
  readonly drive: 'driven' | 'half' | 'float' | 'both ends'
  /** 1 % of the cells stuck short (0.1 S) and 1 % stuck open. */
  readonly faults: boolean
  /** Cells I = g sinh(beta v) / beta instead of I = g v, 1/V. */
  readonly beta?: number
}

export const MILD = [1e-6, 1e-4] as const
export const STRONG = [1e-5, 1e-3] as const
export const DRIVES = ['driven', 'half', 'float', 'both ends'] as const

/** The most iterations that a case may take to 1e-10. */
export function iterationLimit(named: NamedCase): number {
  if (!named.faults) return 12
  return named.drive === 'float' ? 55 : 35
}

/** "1024 x 1024, 1 ohm, 1e-6..1e-4 S, driven". */
export function nameOf(named: NamedCase): string {
  const { rows, columns, wireOhms, siemens, drive, faults } = named
  return `${rows} x ${columns}, ${wireOhms} ohm, ${siemens[0]}..${siemens[1]} S, ${drive}${faults ? ', 2 % stuck' : ''}${named.beta === undefined ? '' : `, sinh ${named.beta} / V`}`
}

/** Numbers in 0..1 that repeat with the seed. */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return (state >>> 8) / 0x1000000
  }
}

/** Conductances of a case, S. */
export function caseSiemens(named: NamedCase, seed = 1): Float64Array {
  const next = randomNumbers(seed)
  const [low, high] = named.siemens
  return Float64Array.from({ length: named.rows * named.columns }, () => {
    const value = low * (high / low) ** next()
    if (!named.faults) return value
    const draw = next()
    return draw < 0.01 ? 0.1 : draw < 0.02 ? 0 : value
  })
}

/** The network of a case. Voltages are 0 to 1 V; the selected lines of half and float are those in the middle. */
export function caseProblem(named: NamedCase, siemens: Float64Array = caseSiemens(named)): NetworkProblem {
  const { rows, columns, wireOhms, drive } = named
  const next = randomNumbers(2)
  const word = rows >> 1
  const bit = columns >> 1
  const random = Float64Array.from({ length: rows }, next)
  const nothing = (lines: number): LineEnds => ({
    kind: new Uint8Array(lines).fill(FLOAT),
    value: new Float64Array(lines),
    ohms: new Float64Array(lines),
  })
  const held = (lines: number, volts: (line: number) => number | undefined): LineEnds => ({
    kind: Uint8Array.from({ length: lines }, (_, line) => (volts(line) === undefined ? FLOAT : VOLTAGE)),
    value: Float64Array.from({ length: lines }, (_, line) => volts(line) ?? 0),
    ohms: new Float64Array(lines),
  })
  const wordVolts = {
    driven: (i: number) => random[i],
    'both ends': (i: number) => random[i],
    half: (i: number) => (i === word ? 1 : 0.5),
    float: (i: number) => (i === word ? 1 : undefined),
  }[drive]
  const bitVolts = {
    driven: () => 0,
    'both ends': () => 0,
    half: (j: number) => (j === bit ? 0 : 0.5),
    float: (j: number) => (j === bit ? 0 : undefined),
  }[drive]
  const both = drive === 'both ends'
  return {
    rows,
    columns,
    wordWire: wireOhms,
    bitWire: wireOhms,
    left: held(rows, wordVolts),
    right: both ? held(rows, wordVolts) : nothing(rows),
    top: both ? held(columns, bitVolts) : nothing(columns),
    bottom: held(columns, bitVolts),
    cells: {
      linear: true,
      evaluate(volts, current, slope) {
        for (let k = 0; k < siemens.length; k++) current[k] = siemens[k] * volts[k]
        slope.set(siemens)
      },
    },
  }
}

/** Cells I = g sinh(beta v) / beta. */
export function sinhCells(siemens: Float64Array, beta: number): CellLaws {
  return {
    linear: false,
    evaluate(volts, current, slope) {
      for (let k = 0; k < siemens.length; k++) {
        const grown = Math.expm1(beta * volts[k])
        const shrunk = grown / (1 + grown)
        // sinh and cosh from one exponential, without a difference of large numbers.
        current[k] = (siemens[k] * (grown + shrunk)) / (2 * beta)
        slope[k] = siemens[k] * (1 + (grown - shrunk) / 2)
      }
    },
  }
}
