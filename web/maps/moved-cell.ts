type Pair = readonly [number, number]

const MOVES: Readonly<Record<string, Pair>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-8, 0],
  PageDown: [8, 0],
}

/** The cell that a key leads to from another, inside the array; undefined where the key moves nothing. */
export function movedCell(key: string, [i, j]: Pair, [rows, columns]: Pair): Pair | undefined {
  const by = MOVES[key]
  if (by === undefined) return undefined
  const within = (line: number, lines: number): number => Math.max(0, Math.min(lines - 1, line))
  return [within(i + by[0], rows), within(j + by[1], columns)]
}
