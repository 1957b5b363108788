import { cellCapacity } from './cell-capacity.ts'
import type { GroundedCells } from './grounded-cells.ts'
import { nameLines } from './line-names.ts'
import { CURRENT, type LineEnds, type NetworkProblem, VOLTAGE } from './problem.ts'

/**
 * Says which line that no voltage holds is driven by more current than its cells can carry in that direction, whatever its
 * potential: saturated transistors or blocking diodes in a line of a current source. Looked for where a solve came to nothing.
 */
export function overdrivenLine(problem: NetworkProblem, grounded?: GroundedCells): string | undefined {
  const { rows, columns, left, right, top, bottom } = problem
  const { towardsBit, towardsWord } = cellCapacity(problem, grounded)
  const sides = [
    ['word', rows, left, right, (line: number, k: number) => line * columns + k, columns],
    ['bit', columns, top, bottom, (line: number, k: number) => k * columns + line, rows],
  ] as const
  for (const [side, lines, from, to, cellOf, length] of sides) {
    for (let line = 0; line < lines; line++) {
      if (from.kind[line] === VOLTAGE || to.kind[line] === VOLTAGE) continue
      const into = driven(from, line) + driven(to, line)
      const most = (side === 'word') === into > 0 ? towardsBit : towardsWord
      const amps = Math.abs(into)
      let carried = 0
      for (let k = 0; k < length; k++) carried += most[cellOf(line, k)]
      if (!(amps > carried)) continue
      const name = problem.nameLine?.(side, line) ?? { kind: side, number: line }
      return `${nameLines(name.kind, [name.number])} is driven by ${amps.toPrecision(3)} A, more than its cells can carry (${carried.toPrecision(3)} A at any voltage): lower the current, or raise what saturates`
    }
  }
  return undefined
}

function driven(ends: LineEnds, line: number): number {
  return ends.kind[line] === CURRENT ? ends.value[line] : 0
}
