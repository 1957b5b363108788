import { OptionError } from '../../arrays/errors.ts'
/**
 * How a weight is held: by the difference of a pair of neighbouring cells, + first; by one cell and a constant that is
 * subtracted; or by one cell and a column of cells in the middle of the range, the last of each tile.
 */
export type CellMap = 'pairs' | 'offset' | 'reference'

export const CELL_MAPS: readonly CellMap[] = ['pairs', 'offset', 'reference']

/** One crossbar of a matrix: word lines are inputs, bit lines the cells of outputs. */
export interface Tile {
  /** Inputs [from, to). */
  readonly inputs: readonly [number, number]
  /** Outputs [from, to). */
  readonly outputs: readonly [number, number]
  readonly rows: number
  /** Bit lines: of pairs plus and minus of each output in turn; else one for each output, and with references one more at the end. */
  readonly columns: number
}

/** Cuts a matrix into equal crossbars of at most `size` word lines x bit lines; a pair is never split. */
export function tilesOf(
  inputs: number,
  outputs: number,
  map: CellMap,
  [mostRows, mostColumns]: readonly [number, number],
): Tile[] {
  const mostOutputs =
    map === 'pairs' ? Math.floor(mostColumns / 2) : map === 'reference' ? mostColumns - 1 : mostColumns
  if (mostOutputs < 1)
    throw new OptionError('tilesOf', `tiles of ${mostColumns} bit lines`, `2 or more with ${map}`)
  const tiles: Tile[] = []
  // Equal parts: 784 inputs on at most 128 word lines are 7 x 112.
  const rowParts = Math.ceil(inputs / mostRows)
  const outputParts = Math.ceil(outputs / mostOutputs)
  for (let r = 0; r < rowParts; r++) {
    for (let c = 0; c < outputParts; c++) {
      const ins = part(inputs, rowParts, r)
      const outs = part(outputs, outputParts, c)
      const wide = outs[1] - outs[0]
      const columns = map === 'pairs' ? 2 * wide : map === 'reference' ? wide + 1 : wide
      tiles.push({ inputs: ins, outputs: outs, rows: ins[1] - ins[0], columns })
    }
  }
  return tiles
}

function part(whole: number, parts: number, k: number): readonly [number, number] {
  return [Math.floor((k * whole) / parts), Math.floor(((k + 1) * whole) / parts)]
}

/** Bit line of an output's cell within its tile; side 0 is plus, 1 minus or reference. */
export function bitLine(tile: Tile, map: CellMap, output: number, side: 0 | 1): number {
  const own = output - tile.outputs[0]
  if (map === 'pairs') return 2 * own + side
  return side === 0 ? own : tile.columns - 1
}
