import type { LineName, NetworkProblem } from './problem.ts'

/** "word lines 0, 2" or "bit line 3"; long lists are cut. */
export function nameLines(kind: string, lines: readonly number[]): string {
  const shown = lines.slice(0, 16).join(', ')
  const more = lines.length > 16 ? ` and ${lines.length - 16} more` : ''
  return `${kind} line${lines.length === 1 ? '' : 's'} ${shown}${more}`
}

/** The lines of a part of a network by the names that their user gives them: "word line 0, bit lines 2, 3". */
export function namePart(
  problem: NetworkProblem,
  wordLines: readonly number[],
  bitLines: readonly number[],
): string {
  const nameOf = (kind: 'word' | 'bit') => (number: number) =>
    problem.nameLine?.(kind, number) ?? ({ kind, number } satisfies LineName)
  const names = [...wordLines.map(nameOf('word')), ...bitLines.map(nameOf('bit'))]
  const kinds = [...new Set(names.map(({ kind }) => kind))]
  const numbers = (kind: string) => names.filter(name => name.kind === kind).map(({ number }) => number)
  return kinds.map(kind => nameLines(kind, numbers(kind))).join(', ')
}
