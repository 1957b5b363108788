import fc from 'fast-check'
import type { NetworkProblem } from '../../arrays/network/problem.ts'
import { type CellLaw, cellLaws } from './cell-law.ts'
import type { Wiring } from './circuit.ts'
import { type NetworkCase, OPEN, wellPosed } from './network-case.ts'
import { amperes, ends, floating, ground, type LineEnd, volts } from './wiring.ts'

export const DRIVES = [
  'grounded bit lines',
  'half',
  'third',
  'ground',
  'float',
  'both ends',
  'currents',
  'mixed',
] as const
export const CELLS = ['linear', 'shorts and opens', 'sinh', 'diode', 'table', '1S1R', '1T1R'] as const
export const WIRES = ['0 ohm', '1 ohm', 'unequal', '0 ohm word lines', 'some 0 ohm', 'broken'] as const

export interface Scheme {
  readonly drive: (typeof DRIVES)[number]
  readonly cells: (typeof CELLS)[number]
  readonly wires: (typeof WIRES)[number]
}

export interface NetworkRange {
  /** Conductances of cells, S. */
  readonly siemens: readonly [number, number]
  /** Most lines either way. */
  readonly lines: number
  /** Word lines and bit lines, where they are not to be drawn. */
  readonly size?: readonly [number, number]
}

const MILD: NetworkRange = { siemens: [1e-6, 1e-4], lines: 5 }

export function problemOf({ wiring, cells, series }: NetworkCase): NetworkProblem {
  return { ...wiring, cells: cellLaws(cells), ...(series === undefined ? {} : { series: cellLaws(series) }) }
}

/** Random well-posed networks of a scheme; they shrink to small ones. */
export function networkCases(scheme: Scheme, range: NetworkRange = MILD): fc.Arbitrary<NetworkCase> {
  const line = fc.integer({ min: 1, max: range.lines })
  const size = range.size === undefined ? fc.tuple(line, line) : fc.constant(range.size)
  return size.chain(([rows, columns]) =>
    fc
      .record({
        wires: wires(scheme.wires, rows, columns),
        drive: drive(scheme.drive, rows, columns, 0.3 * range.siemens[0]),
        cells: list(cell(scheme.cells, range), rows * columns),
        series: list(seriesElement(scheme.cells), rows * columns),
      })
      .map(({ wires: [wordWire, bitWire], drive: sides, cells, series }) =>
        wellPosed({
          wiring: { rows, columns, wordWire, bitWire, ...sides },
          cells,
          ...(scheme.cells === '1S1R' || scheme.cells === '1T1R' ? { series } : {}),
        }),
      ),
  )
}

function list<T>(each: fc.Arbitrary<T>, length: number): fc.Arbitrary<T[]> {
  return fc.array(each, { minLength: length, maxLength: length })
}

/** A number whose logarithm is spread evenly. */
function spread(low: number, high: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 1000 }).map(k => low * (high / low) ** (k / 1000))
}

function between(low: number, high: number): fc.Arbitrary<number> {
  return fc.integer({ min: 0, max: 1000 }).map(k => low + ((high - low) * k) / 1000)
}

function wires(
  kind: Scheme['wires'],
  rows: number,
  columns: number,
): fc.Arbitrary<[number | Float64Array, number | Float64Array]> {
  const each = (ohms: fc.Arbitrary<number>): fc.Arbitrary<[Float64Array, Float64Array]> =>
    fc.tuple(
      list(ohms, rows * (columns - 1)).map(values => Float64Array.from(values)),
      list(ohms, (rows - 1) * columns).map(values => Float64Array.from(values)),
    )
  switch (kind) {
    case '0 ohm':
      return fc.constant([0, 0])
    case '1 ohm':
      return fc.constant([1, 1])
    case 'unequal':
      return each(spread(0.1, 100))
    case '0 ohm word lines':
      return spread(0.1, 100).map(ohms => [0, ohms])
    case 'some 0 ohm':
      return each(fc.oneof(fc.constant(0), spread(0.1, 100)))
    case 'broken':
      return each(
        fc.oneof(
          { weight: 1, arbitrary: fc.constant(Number.POSITIVE_INFINITY) },
          { weight: 4, arbitrary: spread(0.1, 100) },
        ),
      )
    default:
      return kind satisfies never
  }
}

type Sides = Pick<Wiring, 'left' | 'right' | 'top' | 'bottom'>

function drive(kind: Scheme['drive'], rows: number, columns: number, most: number): fc.Arbitrary<Sides> {
  const ohms = fc.oneof(fc.constant(0), spread(1, 1000))
  const source = fc.tuple(between(-1, 1), ohms).map(([value, behind]) => volts(value, behind))
  const current = between(-most, most).map(amperes)
  const any = fc.oneof(fc.constant(floating), fc.constant(ground), source, current)
  const sides = (
    left: fc.Arbitrary<LineEnd>,
    right: fc.Arbitrary<LineEnd>,
    top: fc.Arbitrary<LineEnd>,
    bottom: fc.Arbitrary<LineEnd>,
  ): fc.Arbitrary<Sides> =>
    fc.record({
      left: list(left, rows).map(ends),
      right: list(right, rows).map(ends),
      top: list(top, columns).map(ends),
      bottom: list(bottom, columns).map(ends),
    })
  const none = fc.constant(floating)
  /** One word line at V, one bit line at 0, the others as the scheme has them. */
  const selected = (word: (v: number, r: number) => LineEnd, bit: (v: number, r: number) => LineEnd) =>
    fc
      .record({
        i: fc.integer({ min: 0, max: rows - 1 }),
        j: fc.integer({ min: 0, max: columns - 1 }),
        v: between(0.1, 2),
        r: ohms,
      })
      .map(
        ({ i, j, v, r }): Sides => ({
          left: ends(Array.from({ length: rows }, (_, k) => (k === i ? volts(v, r) : word(v, r)))),
          right: ends(Array.from({ length: rows }, () => floating)),
          top: ends(Array.from({ length: columns }, () => floating)),
          bottom: ends(Array.from({ length: columns }, (_, k) => (k === j ? volts(0, r) : bit(v, r)))),
        }),
      )
  switch (kind) {
    case 'grounded bit lines':
      return sides(source, none, none, fc.constant(ground))
    case 'half':
      return selected(
        (v, r) => volts(v / 2, r),
        (v, r) => volts(v / 2, r),
      )
    case 'third':
      return selected(
        (v, r) => volts(v / 3, r),
        (v, r) => volts((2 * v) / 3, r),
      )
    case 'ground':
      return selected(
        (_, r) => volts(0, r),
        (_, r) => volts(0, r),
      )
    case 'float':
      return selected(
        () => floating,
        () => floating,
      )
    case 'both ends':
      return sides(source, source, source, source)
    case 'currents':
      return sides(current, none, none, fc.oneof(fc.constant(ground), none, source))
    case 'mixed':
      return sides(any, any, any, any)
    default:
      return kind satisfies never
  }
}

function cell(kind: Scheme['cells'], { siemens: [low, high] }: NetworkRange): fc.Arbitrary<CellLaw> {
  const siemens = spread(low, high)
  const linear = siemens.map((value): CellLaw => ({ kind: 'linear', siemens: value }))
  const sinh = fc
    .tuple(siemens, between(0.5, 5))
    .map(([value, beta]): CellLaw => ({ kind: 'sinh', siemens: value, beta }))
  switch (kind) {
    case 'linear':
      return fc.tuple(siemens, between(-0.1, 0.1), fc.boolean()).map(([value, offset, charged]) => ({
        kind: 'linear',
        siemens: value,
        ...(charged ? { amperes: offset * value } : {}),
      }))
    case 'shorts and opens':
      return fc.oneof(
        linear,
        linear,
        fc.constant<CellLaw>({ kind: 'linear', siemens: 0.1 }),
        fc.constant(OPEN),
      )
    case 'sinh':
      return sinh
    case 'diode':
      return siemens.map(value => ({
        kind: 'diode',
        saturation: value * 1e-4,
        thermal: 0.1,
        leak: value * 0.1,
      }))
    case 'table':
      return fc.tuple(siemens, list(between(0.3, 3), 4)).map(([value, slopes]) => {
        const [a, b, c, d] = slopes.map(slope => slope * value) as [number, number, number, number]
        return {
          kind: 'table',
          volts: [-1, -0.3, 0, 0.4, 1],
          amperes: [-0.7 * a - 0.3 * b, -0.3 * b, 0, 0.4 * c, 0.4 * c + 0.6 * d],
        }
      })
    case '1S1R':
      return fc.oneof(linear, sinh)
    case '1T1R':
      return linear
    default:
      return kind satisfies never
  }
}

function seriesElement(kind: Scheme['cells']): fc.Arbitrary<CellLaw> {
  if (kind === '1S1R') return between(4, 10).map(beta => ({ kind: 'sinh', siemens: 1e-6, beta }))
  return fc.boolean().map(on => ({ kind: 'transistor', gain: 1e-4, overdrive: on ? 0.7 : 0, leak: 1e-6 }))
}
