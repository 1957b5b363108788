import type { LineEnds } from '../network/problem.ts'
import type { Drive } from './drive.ts'
import type { SweptMark } from './swept-grid.ts'

/** Two lines that have each other's drivers now; nothing where no line of that side has another. */
export interface ExchangedLines {
  readonly word?: readonly [number, number]
  readonly bit?: readonly [number, number]
}

/** The lines that two drives exchange; undefined where more lies between them than one pair of word lines and one of bit lines. */
export function exchangedLines(from: Drive, to: Drive): ExchangedLines | undefined {
  if (from.kind === 'isolated' || to.kind === 'isolated') return undefined
  const word = exchanged([from.left, from.right], [to.left, to.right])
  const bit = exchanged([from.top, from.bottom], [to.top, to.bottom])
  if (word === 'more' || bit === 'more') return undefined
  return { ...(word === 'none' ? {} : { word }), ...(bit === 'none' ? {} : { bit }) }
}

/** Exchanges the nodes of lines. */
export function exchangeLines(
  { word, bit }: SweptMark,
  [rows, columns]: readonly [number, number],
  lines: ExchangedLines,
): void {
  if (lines.word !== undefined) {
    const [a, b] = lines.word
    for (let j = 0; j < columns; j++) exchange(word, a * columns + j, b * columns + j)
  }
  if (lines.bit !== undefined) {
    const [a, b] = lines.bit
    for (let i = 0; i < rows; i++) exchange(bit, i * columns + a, i * columns + b)
  }
}

function exchange(plane: Float64Array, a: number, b: number): void {
  const kept = plane[a]
  plane[a] = plane[b]
  plane[b] = kept
}

/** @param from the ends of the lines before, @param to the same ends now */
function exchanged(
  from: readonly LineEnds[],
  to: readonly LineEnds[],
): readonly [number, number] | 'none' | 'more' {
  const same = (a: number, b: number): boolean =>
    from.every(({ kind, value }, end) => kind[a] === to[end].kind[b] && value[a] === to[end].value[b])
  const others: number[] = []
  for (let line = 0; line < from[0].kind.length && others.length < 3; line++)
    if (!same(line, line)) others.push(line)
  if (others.length === 0) return 'none'
  const [a, b] = others
  return others.length === 2 && same(a, b) && same(b, a) ? [a, b] : 'more'
}
