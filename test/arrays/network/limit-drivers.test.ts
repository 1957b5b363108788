import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { deviceCells } from '../../../arrays/crossbar/device-cells.ts'
import { type LineEnds, type NetworkProblem, VOLTAGE } from '../../../arrays/network/problem.ts'
import { solveNetwork } from '../../../arrays/network/solve-network.ts'

const NONE = Number.POSITIVE_INFINITY

function ends(volts: readonly number[], limit: readonly number[], ohms = 0): LineEnds {
  return {
    kind: new Uint8Array(volts.length).fill(VOLTAGE),
    value: Float64Array.from(volts),
    ohms: new Float64Array(volts.length).fill(ohms),
    limit: Float64Array.from(limit),
  }
}

function open(lines: number): LineEnds {
  return { kind: new Uint8Array(lines), value: new Float64Array(lines), ohms: new Float64Array(lines) }
}

function problem(
  [rows, columns]: readonly [number, number],
  siemens: number,
  left: LineEnds,
  bottom: LineEnds,
  wires = 0,
): NetworkProblem {
  const spec = createArraySpec({
    size: [rows, columns],
    device: 'resistor',
    parameters: { conductance: siemens },
  })
  return {
    rows,
    columns,
    wordWire: wires,
    bitWire: wires,
    left,
    right: open(rows),
    top: open(columns),
    bottom,
    cells: deviceCells(spec, []),
  }
}

describe('a driver with a compliance', () => {
  it('is a voltage below it', () => {
    const { leftCurrents, report } = solveNetwork(problem([1, 1], 1e-3, ends([2], [3e-3]), ends([0], [NONE])))
    expect(leftCurrents[0]).toBeCloseTo(2e-3, 15)
    expect(report.limited).toEqual([])
  })

  it('is a current beyond it, of its sign, behind whatever ohms', () => {
    for (const volts of [2, -2]) {
      const solution = solveNetwork(problem([1, 1], 1e-3, ends([volts], [1e-3], 50), ends([0], [NONE])))
      expect(solution.leftCurrents[0]).toBeCloseTo(Math.sign(volts) * 1e-3, 15)
      expect(solution.wordVoltages[0]).toBeCloseTo(Math.sign(volts), 12)
      expect(solution.report.limited).toEqual([
        { end: 'left', line: 0, amps: Math.sign(volts) * 1e-3, name: 'left of word line 0' },
      ])
    }
  })

  it('leaves the smallest limit of a path to rule', () => {
    const solution = solveNetwork(problem([1, 1], 1e-3, ends([2], [1e-3]), ends([0], [0.4e-3])))
    expect(solution.leftCurrents[0]).toBeCloseTo(0.4e-3, 15)
    expect(solution.report.limited!.map(({ name }) => name)).toEqual(['bottom of bit line 0'])
    // The word line stands at its 2 V, the bit line where the cell leaves it.
    expect(solution.wordVoltages[0]).toBeCloseTo(2, 12)
    expect(solution.bitVoltages[0]).toBeCloseTo(1.6, 12)
  })

  it('lets go again where its neighbours leave it less', () => {
    // Alone each word line would exceed its 1 mA by far; the bit line lets 1.5 mA go, and the second line is then below its limit.
    const left = ends([2, 1.2], [1e-3, 1e-3])
    const solution = solveNetwork(problem([2, 1], 1e-2, left, ends([0], [1.5e-3])))
    const [first, second] = solution.leftCurrents
    expect(first + second).toBeCloseTo(1.5e-3, 12)
    for (const amps of [first, second]) expect(Math.abs(amps)).toBeLessThanOrEqual(1e-3 * (1 + 1e-9))
    // By hand: at most one of the word lines is a voltage. The first gives its 1 mA, the second the rest from 1.2 V.
    expect(first).toBeCloseTo(1e-3, 12)
    expect(solution.bitVoltages[0]).toBeCloseTo(1.2 - 0.5e-3 / 1e-2, 10)
  })

  it('fits the law of a limited driver at every end of an array with wires', () => {
    const [rows, columns] = [6, 5]
    const volts = [3, 2, 1, 0, -1, -2]
    const left = ends(volts, [1e-3, 1e-3, NONE, 2e-3, 1e-4, 1e-3], 10)
    const bottom = ends([0, 0.5, 0, -0.5, 0], [1e-3, 1e-3, 1e-3, NONE, 1e-3], 10)
    const network = problem([rows, columns], 1e-3, left, bottom, 5)
    const solution = solveNetwork(network)
    expect(solution.report.limited!.length).toBeGreaterThan(1)
    // Each driver: the current of its volts behind its ohms, cut at its limit.
    const law = ({ value, ohms, limit }: LineEnds, line: number, node: number): number => {
      const amps = (value[line] - node) / ohms[line]
      return Math.max(-limit![line], Math.min(limit![line], amps))
    }
    for (let i = 0; i < rows; i++)
      expect(solution.leftCurrents[i]).toBeCloseTo(law(left, i, solution.wordVoltages[i * columns]), 11)
    for (let j = 0; j < columns; j++) {
      const node = solution.bitVoltages[(rows - 1) * columns + j]
      expect(-solution.bottomCurrents[j]).toBeCloseTo(law(bottom, j, node), 11)
    }
    const { delivered, cells, wires, drivers } = solution.power
    expect(cells + wires + drivers).toBeCloseTo(delivered, 12)
  })

  it('cannot be 0', () => {
    expect(() => solveNetwork(problem([1, 1], 1e-3, ends([2], [0]), ends([0], [NONE])))).toThrow(
      'solveNetwork: left.limit is [0]; expected 1 currents above 0 A',
    )
  })
})
