import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SolverError } from '../../../arrays/errors.ts'
import type { NetworkProblem } from '../../../arrays/network/problem.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'
import { type CellLaw, cellLaws } from '../../reference/cell-law.ts'
import { exactSolve } from '../../reference/exact-solve.ts'
import { expectLawful } from '../../reference/expect-lawful.ts'
import { expectSameAnswer } from '../../reference/expect-same-answer.ts'
import { CELLS, DRIVES, networkCases, problemOf, WIRES } from '../../reference/random-network.ts'
import { amperes, ends, floating, ground, volts } from '../../reference/wiring.ts'

const none = (lines: number) => ends(Array.from({ length: lines }, () => floating))
const grounds = (lines: number) => ends(Array.from({ length: lines }, () => ground))

function linear(
  rows: number,
  columns: number,
  siemens: readonly number[],
  rest: Partial<NetworkProblem>,
): NetworkProblem {
  return {
    rows,
    columns,
    wordWire: 1,
    bitWire: 1,
    left: none(rows),
    right: none(rows),
    top: none(columns),
    bottom: grounds(columns),
    cells: cellLaws(siemens.map(value => ({ kind: 'linear', siemens: value }))),
    ...rest,
  }
}

describe('networks solved by hand', () => {
  it('a single cell between two drivers is a voltage divider', () => {
    const found = solveNetwork(
      linear(1, 1, [1e-3], { left: ends([volts(1, 500)]), bottom: ends([volts(0.25, 500)]) }),
    )
    expect(found.cellCurrents[0]).toBeCloseTo(0.75 / 2000, 15)
    expect(found.wordVoltages[0]).toBeCloseTo(1 - 0.1875, 14)
    expect(found.power.drivers).toBeCloseTo(2 * 500 * (0.75 / 2000) ** 2, 15)
  })

  it('two cells on one word line see the drop of the segment between them', () => {
    // w1 is fed through 1 kohm and loaded by 1 kohm: half of 1 V.
    const found = solveNetwork(linear(1, 2, [1e-3, 1e-3], { wordWire: 1000, left: ends([volts(1, 0)]) }))
    expect(found.wordVoltages[1]).toBeCloseTo(0.5, 14)
    expect(found.leftCurrents[0]).toBeCloseTo(1.5e-3, 15)
    expect([...found.bottomCurrents]).toEqual([expect.closeTo(1e-3, 15), expect.closeTo(0.5e-3, 15)])
  })

  it('a floating pair of lines passes the sneak current of three cells in series', () => {
    const found = solveNetwork(
      linear(2, 2, [1e-3, 1e-3, 1e-3, 1e-3], {
        wordWire: 0,
        bitWire: 0,
        left: ends([volts(1, 0), floating]),
        bottom: ends([ground, floating]),
      }),
    )
    expect(found.bottomCurrents[0]).toBeCloseTo(1e-3 * (1 + 1 / 3), 15)
    expect(found.cellVoltages[3]).toBeCloseTo(-1 / 3, 14)
  })

  it('a current source sets the voltage of its line', () => {
    const found = solveNetwork(linear(1, 2, [1e-3, 1e-3], { wordWire: 0, left: ends([amperes(2e-3)]) }))
    expect(found.wordVoltages[0]).toBeCloseTo(1, 14)
    expect(found.power.delivered).toBeCloseTo(2e-3, 15)
  })

  it('a broken segment leaves the far part to its own driver', () => {
    const found = solveNetwork(
      linear(1, 3, [1e-3, 1e-3, 1e-3], {
        wordWire: Float64Array.of(Infinity, 0),
        left: ends([volts(1, 0)]),
        right: ends([volts(-1, 0)]),
      }),
    )
    expect([...found.wordVoltages]).toEqual([1, -1, -1])
    expect(found.rightCurrents[0]).toBeCloseTo(-2e-3, 15)
  })

  it('two equal 0-ohm sources on a 0-ohm line give half each, and the report says so', () => {
    const found = solveNetwork(
      linear(1, 2, [1e-3, 3e-3], { wordWire: 0, left: ends([volts(1, 0)]), right: ends([volts(1, 0)]) }),
    )
    expect(found.leftCurrents[0]).toBeCloseTo(2e-3, 15)
    expect(found.rightCurrents[0]).toBeCloseTo(2e-3, 15)
    expect(found.report.warnings).toEqual([expect.stringContaining('word line 0')])
  })

  it('nothing flows where nothing drives', () => {
    const found = solveNetwork(linear(2, 2, [1, 1, 1, 1], { left: grounds(2) }))
    expect(found.report.residual).toBe(0)
    expect([...found.cellCurrents]).toEqual([0, 0, 0, 0])
  })
})

describe('networks without an answer', () => {
  const failure = (problem: NetworkProblem): SolverError => {
    try {
      solveNetwork(problem)
    } catch (error) {
      if (error instanceof SolverError) return error
      throw error
    }
    throw new Error('it was solved')
  }

  it('names the lines of a part that no voltage holds', () => {
    const problem = linear(2, 3, [1, 0, 0, 0, 1, 1], {
      left: ends([volts(1, 0), floating]),
      bottom: ends([ground, floating, floating]),
    })
    expect(failure(problem)).toMatchObject({
      failure: 'ill-posed',
      message: expect.stringContaining('word line 1, bit lines 1, 2'),
    })
  })

  it('refuses a part driven by currents alone', () => {
    const problem = linear(1, 1, [1e-3], { left: ends([amperes(1e-3)]), bottom: none(1) })
    expect(failure(problem).failure).toBe('ill-posed')
  })

  it('refuses the far part of a broken line', () => {
    const problem = linear(1, 2, [1, 0], { wordWire: Infinity, left: ends([volts(1, 0)]) })
    expect(failure(problem)).toMatchObject({
      failure: 'ill-posed',
      message: expect.stringContaining('word line 0'),
    })
  })

  it('refuses unequal 0-ohm sources on one 0-ohm line', () => {
    const problem = linear(2, 1, [1, 1], { bitWire: 0, top: ends([volts(1, 0)]) })
    expect(failure(problem)).toMatchObject({
      failure: 'conflicting-sources',
      message: expect.stringContaining('bit line 0'),
    })
  })

  it('names the cell whose law overflows between ideal drivers', () => {
    const problem = linear(1, 2, [1, 1], {
      wordWire: 0,
      left: ends([volts(1, 0)]),
      cells: cellLaws([
        { kind: 'linear', siemens: 1e-3 },
        { kind: 'sinh', siemens: 1e-3, beta: 1000 },
      ]),
    })
    expect(failure(problem)).toMatchObject({ failure: 'overflow', cell: [0, 1] })
  })

  it('names the cell whose law gives NaN', () => {
    const law = cellLaws([
      { kind: 'linear', siemens: 1e-3 },
      { kind: 'linear', siemens: Number.NaN },
    ])
    expect(failure(linear(1, 2, [1, 1], { left: ends([volts(1, 0)]), cells: law }))).toMatchObject({
      failure: 'not-a-number',
      cell: [0, 1],
    })
  })

  it('says what of the arguments is wrong', () => {
    expect(() => solveNetwork(linear(0, 1, [], {}))).toThrow(/rows is 0/)
    expect(() => solveNetwork(linear(1, 1, [1], { wordWire: -1 }))).toThrow(/wordWire is -1/)
    expect(() => solveNetwork(linear(1, 1, [1], { left: none(2) }))).toThrow(/left has 2 kinds/)
  })
})

describe('every scheme against a solver of twice the precision', () => {
  for (const drive of DRIVES) {
    for (const cells of CELLS) {
      it(`${drive}, ${cells}`, () => {
        for (const wires of WIRES) {
          fc.assert(
            fc.property(networkCases({ drive, cells, wires }, { siemens: [1e-6, 1e-4], lines: 4 }), drawn => {
              const problem = problemOf(drawn)
              const found = solveNetwork(problem)
              expectLawful(problem, found)
              expectSameAnswer(
                found,
                exactSolve(drawn.wiring, drawn.cells, drawn.series),
                1e-10,
                amps(drawn.cells),
              )
            }),
            { numRuns: 4, seed: 3 },
          )
        }
      })
    }
  }

  it('keeps full accuracy for cells from 1e-12 to 1e-1 S on 1-ohm wires', () => {
    for (const drive of DRIVES) {
      fc.assert(
        fc.property(
          networkCases({ drive, cells: 'linear', wires: '1 ohm' }, { siemens: [1e-12, 1e-1], lines: 5 }),
          drawn => {
            const found = solveNetwork(problemOf(drawn))
            expectSameAnswer(found, exactSolve(drawn.wiring, drawn.cells), 1e-12, amps(drawn.cells))
          },
        ),
        { numRuns: 10, seed: 5 },
      )
    }
  })

  it('balances 5 pS cells on 1-ohm wires to rounding, which node voltages alone cannot show', () => {
    const found = solveNetwork(
      linear(5, 5, Array(25).fill(5e-12), { left: ends([1, 0.9, 0.4, 0.7, 0.2].map(v => volts(v, 0))) }),
    )
    expect(found.report.residual).toBeLessThan(1e-14)
  })
})

/** Largest current that a charged linear cell drives at 0 V. */
function amps(cells: readonly CellLaw[]): number {
  return Math.max(...cells.map(law => (law.kind === 'linear' ? Math.abs(law.amperes ?? 0) : 0)))
}

describe('strong cells', () => {
  it('converges with strong sinh cells on floating lines', () => {
    const siemens = Array.from({ length: 64 }, (_, k) => 1e-6 * 100 ** (((k * 37) % 64) / 63))
    for (const beta of [20, 50, 100, 200]) {
      const problem = linear(8, 8, [], {
        left: ends(Array.from({ length: 8 }, (_, i) => (i === 0 ? volts(2, 0) : floating))),
        bottom: ends(Array.from({ length: 8 }, (_, j) => (j === 3 ? ground : floating))),
        cells: cellLaws(siemens.map(value => ({ kind: 'sinh', siemens: value, beta }))),
      })
      const found = solveNetwork(problem)
      expect(found.report.residual).toBeLessThan(1e-12)
      expectLawful(problem, found)
    }
  })

  it('takes fewer steps from a solution of a similar drive', () => {
    const problem = (v: number) =>
      linear(8, 8, [], {
        left: ends(Array.from({ length: 8 }, () => volts(v, 0))),
        cells: cellLaws(
          Array.from({ length: 64 }, () => ({ kind: 'sinh', siemens: 1e-5, beta: 10 }) as const),
        ),
      })
    const cold = solveNetwork(problem(1))
    const start = solveNetwork(problem(0.999))
    const warm = solveNetwork(problem(1), { start })
    expect(warm.report.newton).toBeLessThan(cold.report.newton)
    expectSameAnswer(warm, cold, 1e-11)
  })
})
