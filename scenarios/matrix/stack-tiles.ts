import { type Plane, planeOf } from '../../arrays/plane.ts'
import type { MatrixTile } from './matrix-tile.ts'

/**
 * Planes of crossbars as one plane of each slice, crossbars of the same inputs beside each other.
 * @param values of each crossbar, [word lines][bit lines]
 * @returns [inputs, bit lines] for each slice
 */
export function stackTiles(tiles: readonly MatrixTile[], values: readonly Float64Array[]): Plane[] {
  const slices = 1 + Math.max(...tiles.map(({ slice }) => slice))
  return Array.from({ length: slices }, (_, slice) => {
    const own = [...tiles.keys()].filter(k => tiles[k].slice === slice)
    const rows = Math.max(...own.map(k => tiles[k].tile.inputs[1]))
    const first = own.filter(k => tiles[k].tile.inputs[0] === 0)
    const width = first.reduce((sum, k) => sum + tiles[k].tile.columns, 0)
    const plane = new Float64Array(rows * width)
    let left = 0
    for (const k of own) {
      const { tile } = tiles[k]
      for (let i = 0; i < tile.rows; i++)
        plane.set(
          values[k].subarray(i * tile.columns, (i + 1) * tile.columns),
          (tile.inputs[0] + i) * width + left,
        )
      left = (left + tile.columns) % width
    }
    return planeOf(plane, [rows, width])
  })
}
