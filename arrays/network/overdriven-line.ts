import { nameLines } from './line-names.ts'
import { type CellLaws, CURRENT, type LineEnds, type NetworkProblem, VOLTAGE } from './problem.ts'

/** V; what saturates has done so long before. */
const FAR = 1e30

/**
 * Says which line that no voltage holds is driven by more current than its cells can carry, whatever its potential: saturated
 * transistors in a line of a current source. Looked for where a solve came to nothing.
 */
export function overdrivenLine(problem: NetworkProblem, laws: CellLaws): string | undefined {
  const { rows, columns, left, right, top, bottom } = problem
  const count = rows * columns
  const most = new Float64Array(count)
  for (const volts of [FAR, -FAR]) {
    const current = new Float64Array(count)
    laws.evaluate(new Float64Array(count).fill(volts), current, new Float64Array(count))
    // What overflows there is no limit.
    for (let k = 0; k < count; k++)
      most[k] = Math.max(most[k], Number.isNaN(current[k]) ? Infinity : Math.abs(current[k]))
  }
  const sides = [
    ['word', rows, left, right, (line: number, k: number) => line * columns + k, columns],
    ['bit', columns, top, bottom, (line: number, k: number) => k * columns + line, rows],
  ] as const
  for (const [side, lines, from, to, cellOf, length] of sides) {
    for (let line = 0; line < lines; line++) {
      if (from.kind[line] === VOLTAGE || to.kind[line] === VOLTAGE) continue
      const amps = Math.abs(driven(from, line) + driven(to, line))
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
