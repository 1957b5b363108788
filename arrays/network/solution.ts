import type { Balance, BalanceResult } from './balance.ts'
import { type LineCurrents, lineCurrents } from './line-currents.ts'
import type { LinearEngine } from './linear-engine.ts'
import { CURRENT, type LineEnds, type NetworkProblem, type NetworkSolution, VOLTAGE } from './problem.ts'

/** What a balance means at the ends of the lines, with its report. */
export function solutionOf(
  problem: NetworkProblem,
  balance: Balance,
  engine: LinearEngine,
  result: BalanceResult,
  warnings: readonly string[],
  started: number,
): NetworkSolution {
  const { grid, sources, nodes, cellVolts, cellCurrents } = balance
  const lines = lineCurrents(grid, sources, nodes, cellCurrents)
  return {
    wordVoltages: nodes.wordReference,
    bitVoltages: nodes.bitReference,
    cellVoltages: cellVolts,
    cellCurrents,
    leftCurrents: lines.left,
    rightCurrents: lines.right,
    topCurrents: lines.top,
    bottomCurrents: lines.bottom,
    power: power(problem, balance, lines),
    report: {
      engine: engine.engine,
      backend: engine.backend,
      ...result,
      seconds: (performance.now() - started) / 1000,
      warnings,
    },
  }
}

function power(problem: NetworkProblem, balance: Balance, lines: LineCurrents): NetworkSolution['power'] {
  const { rows, columns } = problem
  const { cellVolts, cellCurrents } = balance
  const { wordReference, bitReference } = balance.nodes
  let delivered = 0
  let drivers = 0
  const addEnd = (ends: LineEnds, line: number, current: number, nodeVolts: number) => {
    if (ends.kind[line] === VOLTAGE) {
      delivered += ends.value[line] * current
      drivers += current * current * ends.ohms[line]
    } else if (ends.kind[line] === CURRENT) delivered += nodeVolts * current
  }
  for (let i = 0; i < rows; i++) {
    addEnd(problem.left, i, lines.left[i], wordReference[i * columns])
    addEnd(problem.right, i, lines.right[i], wordReference[(i + 1) * columns - 1])
  }
  for (let j = 0; j < columns; j++) {
    addEnd(problem.top, j, -lines.top[j], bitReference[j])
    addEnd(problem.bottom, j, -lines.bottom[j], bitReference[(rows - 1) * columns + j])
  }
  let cells = 0
  for (let k = 0; k < cellVolts.length; k++) cells += cellVolts[k] * cellCurrents[k]
  return { delivered, cells, wires: lines.wireWatts, drivers }
}
