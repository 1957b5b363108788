import type { Balance, BalanceResult } from './balance.ts'
import { type LineCurrents, lineCurrents } from './line-currents.ts'
import type { LinearEngine } from './linear-engine.ts'
import { CURRENT, type LineEnds, type NetworkProblem, type NetworkSolution, VOLTAGE } from './problem.ts'
import type { UndeterminedPart } from './undetermined-part.ts'
import { undeterminedText } from './undetermined-parts.ts'

/** What solved it, for the report. */
type EngineNames = Pick<LinearEngine, 'engine' | 'backend'>

/** Parts of a report beside the balance. */
interface SolutionNotes {
  readonly warnings: readonly string[]
  /** performance.now() at the beginning. */
  readonly started: number
  readonly undetermined?: readonly UndeterminedPart[]
}

/** Currents at the ends of the lines, with the report. */
export type EndSolution = Pick<
  NetworkSolution,
  'leftCurrents' | 'rightCurrents' | 'topCurrents' | 'bottomCurrents' | 'report'
>

/** Solution of a balance in all planes and at the ends of the lines, with its report. */
export function solutionOf(
  problem: NetworkProblem,
  balance: Balance,
  engine: EngineNames,
  result: BalanceResult,
  notes: SolutionNotes,
): NetworkSolution {
  const ends = endsOf(problem, balance, engine, result, notes)
  const { nodes, cellVolts, cellCurrents } = balance.planes
  const { leftCurrents: left, rightCurrents: right, topCurrents: top, bottomCurrents: bottom } = ends
  return {
    ...ends,
    wordVoltages: nodes.wordReference.slice(),
    bitVoltages: nodes.bitReference.slice(),
    cellVoltages: cellVolts.slice(),
    cellCurrents: result.nothing ? new Float64Array(cellCurrents.length) : cellCurrents.slice(),
    power: power(problem, balance, result, { left, right, top, bottom }),
  }
}

/** Solution of a balance at the ends of the lines alone, with its report. */
export function endsOf(
  problem: NetworkProblem,
  balance: Balance,
  engine: EngineNames,
  result: BalanceResult,
  { warnings, started, undetermined = [] }: SolutionNotes,
): EndSolution {
  const { planes, sources } = balance
  const lines = result.nothing ? noCurrents(problem) : lineCurrents(planes, sources)
  return {
    leftCurrents: lines.left,
    rightCurrents: lines.right,
    topCurrents: lines.top,
    bottomCurrents: lines.bottom,
    report: {
      engine: engine.engine,
      backend: engine.backend,
      newton: result.newton,
      iterations: result.iterations,
      residual: result.residual,
      seconds: (performance.now() - started) / 1000,
      warnings: [...warnings, ...undetermined.map(part => undeterminedText(problem, part))],
      ...(undetermined.length === 0 ? {} : { undetermined }),
    },
  }
}

function noCurrents({ rows, columns }: NetworkProblem): LineCurrents {
  const [left, right] = [new Float64Array(rows), new Float64Array(rows)]
  const [top, bottom] = [new Float64Array(columns), new Float64Array(columns)]
  return { left, right, top, bottom }
}

function power(
  problem: NetworkProblem,
  balance: Balance,
  result: BalanceResult,
  lines: LineCurrents,
): NetworkSolution['power'] {
  const { rows, columns } = problem
  const { wordReference, bitReference } = balance.planes.nodes
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
  const { nothing, cellWatts, wireWatts } = result
  return { delivered, cells: nothing ? 0 : cellWatts, wires: nothing ? 0 : wireWatts, drivers }
}
