import type { LineEnds } from '../network/problem.ts'
import type { Drive } from './drive.ts'
import type { SweptNodes } from './swept-grid.ts'

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
  { word, bit }: SweptNodes,
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

type Ends = readonly [LineEnds, LineEnds]

/** @param from the ends of the lines before, @param to the same ends now */
function exchanged(from: Ends, to: Ends): readonly [number, number] | 'none' | 'more' {
  const [near, far] = from
  const [nearNow, farNow] = to
  // Most drives are compared to find one or two lines among many: nothing is made meanwhile.
  const isSame = (a: number, b: number): boolean =>
    near.kind[a] === nearNow.kind[b] &&
    near.value[a] === nearNow.value[b] &&
    far.kind[a] === farNow.kind[b] &&
    far.value[a] === farNow.value[b]
  let [one, other] = [-1, -1]
  for (let line = 0; line < near.kind.length; line++) {
    if (isSame(line, line)) continue
    if (other >= 0) return 'more'
    if (one < 0) one = line
    else other = line
  }
  if (one < 0) return 'none'
  return other >= 0 && isSame(one, other) && isSame(other, one) ? [one, other] : 'more'
}
