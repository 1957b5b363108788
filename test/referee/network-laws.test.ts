import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LineEnds, NetworkProblem, NetworkSolution } from '../../arrays/network/problem.ts'
import { VOLTAGE } from '../../arrays/network/problem.ts'
import { solveNetwork } from '../../arrays/network/solve-network.ts'
import type { CellLaw } from '../reference/cell-law.ts'
import type { Wiring } from '../reference/circuit.ts'
import { expectLawful } from '../reference/expect-lawful.ts'
import { expectSameAnswer } from '../reference/expect-same-answer.ts'
import type { NetworkCase } from '../reference/network-case.ts'
import {
  CELLS,
  DRIVES,
  type NetworkRange,
  networkCases,
  problemOf,
  type Scheme,
} from '../reference/random-network.ts'
import { ends, ground, volts, wiring } from '../reference/wiring.ts'

const SMALL: NetworkRange = { siemens: [1e-6, 1e-4], lines: 6 }
const RUNS = { seed: 7, numRuns: 40 }

const schemes = (
  drives: readonly Scheme['drive'][],
  cells: readonly Scheme['cells'][],
): fc.Arbitrary<NetworkCase> =>
  fc
    .record({
      drive: fc.constantFrom(...drives),
      cells: fc.constantFrom(...cells),
      wires: fc.constantFrom('unequal', '1 ohm', 'some 0 ohm'),
    })
    .chain(scheme => networkCases(scheme as Scheme, SMALL))

const solve = (network: NetworkCase): NetworkSolution => solveNetwork(problemOf(network))

test('superposition: the answer to a sum of sources is the sum of the answers', () => {
  const only = (wires: Wiring, chosen: (end: number, line: number) => boolean): Wiring => {
    const side = (ends: LineEnds, end: number): LineEnds => ({
      ...ends,
      value: ends.value.map((value, line) => (chosen(end, line) ? value : 0)),
    })
    const { left, right, top, bottom } = wires
    return {
      ...wires,
      left: side(left, 0),
      right: side(right, 1),
      top: side(top, 2),
      bottom: side(bottom, 3),
    }
  }
  fc.assert(
    fc.property(schemes(DRIVES, ['shorts and opens']), network => {
      const first = solve({ ...network, wiring: only(network.wiring, (end, line) => (end + line) % 2 === 0) })
      const second = solve({
        ...network,
        wiring: only(network.wiring, (end, line) => (end + line) % 2 === 1),
      })
      const sum = (name: 'wordVoltages'): Float64Array =>
        first[name].map((value, k) => value + second[name][k])
      expectSameAnswer(
        {
          ...first,
          ...Object.fromEntries(
            Object.keys(first)
              .filter(isPlane)
              .map(name => [name, sum(name)]),
          ),
        },
        solve(network),
        1e-12,
      )
    }),
    RUNS,
  )
})

function isPlane(name: string): name is 'wordVoltages' {
  return name.endsWith('Voltages') || name.endsWith('Currents')
}

describe('symmetry', () => {
  test('turning word lines into bit lines turns the answer over and its signs round', () => {
    fc.assert(
      fc.property(schemes(DRIVES, ['linear', 'sinh', 'diode', '1S1R']), network => {
        const { wiring: wires, cells, series } = network
        const { rows, columns } = wires
        const place = Array.from(
          { length: rows * columns },
          (_, k) => (k % rows) * columns + Math.floor(k / rows),
        )
        const turned: Wiring = {
          rows: columns,
          columns: rows,
          wordWire: flipped(wires.bitWire, rows - 1, columns),
          bitWire: flipped(wires.wordWire, rows, columns - 1),
          left: wires.top,
          right: wires.bottom,
          top: wires.left,
          bottom: wires.right,
        }
        const found = solve({
          wiring: turned,
          cells: place.map(k => reversed(cells[k])),
          ...(series === undefined ? {} : { series: place.map(k => reversed(series[k])) }),
        })
        const straight = solve(network)
        const negative = (values: Float64Array): Float64Array => values.map(value => 0 - value)
        const over = (values: Float64Array): Float64Array => Float64Array.from(place, k => values[k])
        expectSameAnswer(
          found,
          {
            ...straight,
            wordVoltages: over(straight.bitVoltages),
            bitVoltages: over(straight.wordVoltages),
            cellVoltages: negative(over(straight.cellVoltages)),
            cellCurrents: negative(over(straight.cellCurrents)),
            ...(straight.deviceVoltages === undefined
              ? {}
              : { deviceVoltages: negative(over(straight.deviceVoltages)) }),
            leftCurrents: negative(straight.topCurrents),
            rightCurrents: negative(straight.bottomCurrents),
            topCurrents: negative(straight.leftCurrents),
            bottomCurrents: negative(straight.rightCurrents),
          },
          1e-12,
        )
      }),
      RUNS,
    )
  })

  test('permuting word lines of an array with 0-ohm bit lines permutes the answer', () => {
    fc.assert(
      fc.property(
        networkCases({ drive: 'both ends', cells: 'sinh', wires: '1 ohm' }, SMALL),
        fc.nat(),
        (drawn, turn) => {
          const network = {
            ...drawn,
            wiring: {
              ...drawn.wiring,
              bitWire: 0,
              bottom: ends(drawn.cells.slice(0, drawn.wiring.columns).map(() => ground)),
              top: wiring([1, drawn.wiring.columns], {}).top,
            },
          }
          const { rows, columns } = network.wiring
          const from = Array.from({ length: rows }, (_, i) => (i + turn) % rows)
          const side = (all: LineEnds): LineEnds => ({
            kind: Uint8Array.from(from, i => all.kind[i]),
            value: Float64Array.from(from, i => all.value[i]),
            ohms: Float64Array.from(from, i => all.ohms[i]),
          })
          const moved = solve({
            cells: from.flatMap(i => network.cells.slice(i * columns, (i + 1) * columns)),
            wiring: { ...network.wiring, left: side(network.wiring.left), right: side(network.wiring.right) },
          })
          const straight = solve(network)
          from.forEach((i, line) => {
            expect(moved.leftCurrents[line]).toBeCloseTo(straight.leftCurrents[i], 15)
            for (let j = 0; j < columns; j++) {
              expect(moved.wordVoltages[line * columns + j]).toBeCloseTo(
                straight.wordVoltages[i * columns + j],
                13,
              )
            }
          })
          straight.bottomCurrents.forEach((current, j) => {
            expect(moved.bottomCurrents[j]).toBeCloseTo(current, 15)
          })
        },
      ),
      RUNS,
    )
  })
})

test('wires of 0 ohm give G V; thinner wires come nearer in proportion', () => {
  const conductances = Array.from({ length: 24 }, (_, k) => 1e-6 * (1 + ((7 * k) % 24)))
  const inputs = [0.1, -0.3, 0.25, 0.4]
  const at = (ohms: number): NetworkSolution =>
    solve({
      wiring: wiring([4, 6], {
        word: ohms,
        bit: ohms,
        left: ends(inputs.map(value => volts(value))),
        bottom: ends(Array.from({ length: 6 }, () => ground)),
      }),
      cells: conductances.map(siemens => ({ kind: 'linear', siemens })),
    })
  const product = Array.from({ length: 6 }, (_, j) =>
    inputs.reduce((sum, value, i) => sum + value * conductances[i * 6 + j], 0),
  )
  const error = (ohms: number): number =>
    Math.max(...Array.from(at(ohms).bottomCurrents, (current, j) => Math.abs(current - product[j])))
  const scale = Math.max(...product.map(Math.abs))
  expect(error(0)).toBeLessThan(1e-15 * scale)
  expect(error(1e-3) / error(1e-6)).toBeCloseTo(1e3, 0)
  expect(error(1e-9)).toBeLessThan(1e-11 * scale)
})

test('energy: doubling all linear sources gives four times each part, and the parts make up what is delivered', () => {
  fc.assert(
    fc.property(schemes(DRIVES, ['shorts and opens']), network => {
      const twice = (side: LineEnds): LineEnds => ({ ...side, value: side.value.map(value => 2 * value) })
      const { left, right, top, bottom } = network.wiring
      const doubled = {
        ...network,
        wiring: {
          ...network.wiring,
          left: twice(left),
          right: twice(right),
          top: twice(top),
          bottom: twice(bottom),
        },
      }
      const [one, two] = [solve(network).power, solve(doubled).power]
      const scale = one.cells + one.wires + one.drivers
      for (const part of ['delivered', 'cells', 'wires', 'drivers'] as const) {
        expect(Math.abs(two[part] - 4 * one[part])).toBeLessThanOrEqual(1e-9 * scale + 1e-30)
      }
      expect(Math.abs(one.delivered - scale)).toBeLessThanOrEqual(1e-9 * scale + 1e-30)
    }),
    RUNS,
  )
})

describe('accuracy where float64 voltages are not enough', () => {
  test.each([5, 24])('%i x the same of 5 pS cells on 1-ohm wires keep Kirchhoff’s law', size => {
    const cells: CellLaw[] = Array.from({ length: size * size }, (_, k) => ({
      kind: 'linear',
      siemens: 5e-12 * (1 + (k % 3) / 3),
    }))
    const network: NetworkCase = {
      wiring: wiring([size, size], {
        word: 1,
        bit: 1,
        left: ends(Array.from({ length: size }, (_, i) => volts(i % 2 === 0 ? 0.3 : 0.1, 1))),
        bottom: ends(Array.from({ length: size }, () => ground)),
      }),
      cells,
    }
    const problem: NetworkProblem = problemOf(network)
    expectLawful(problem, solveNetwork(problem), 1e-13)
  })
})

test('a random network of every kind of cell is solved again, to the same answer, from its own solution', () => {
  fc.assert(
    fc.property(schemes(DRIVES, CELLS), network => {
      const problem = problemOf(network)
      const first = solveNetwork(problem)
      const again = solveNetwork(problem, { start: first })
      expectLawful(problem, again)
      expectSameAnswer(again, first)
    }),
    RUNS,
  )
})

function flipped(wire: number | Float64Array, rows: number, columns: number): number | Float64Array {
  if (typeof wire === 'number') return wire
  return Float64Array.from(wire, (_, k) => wire[(k % rows) * columns + Math.floor(k / rows)])
}

/** The law seen from its other end: I(-v) = -I'(v). */
function reversed(law: CellLaw): CellLaw {
  switch (law.kind) {
    case 'linear':
      return { ...law, amperes: -(law.amperes ?? 0) }
    case 'sinh':
    case 'transistor':
    case 'leaky transistor':
      return law
    case 'diode':
      return { ...law, saturation: -law.saturation, thermal: -law.thermal }
    case 'table':
      return { ...law, volts: law.volts.map(v => -v).reverse(), amperes: law.amperes.map(a => -a).reverse() }
    default:
      return law satisfies never
  }
}

test('sources are voltages where a scheme says so', () => {
  const [network] = fc.sample(networkCases({ drive: 'half', cells: 'linear', wires: '1 ohm' }), {
    seed: 1,
    numRuns: 1,
  })
  expect([...network!.wiring.left.kind].every(kind => kind === VOLTAGE)).toBe(true)
})
