import { join } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { readNpy } from '../files/read-npy.ts'
import type { MapSeries } from '../plots/maps/map-series.ts'
import { readRunIndex } from './read-run-index.ts'
import { runConditions } from './run-conditions.ts'

/**
 * Reads one quantity of a run folder back, all frames.
 * @param folder path as the user gave it
 * @param name as in the manifest
 * @throws ConfigError where it is no run folder, has no such quantity or its maps are damaged
 */
export async function readRunQuantity(
  folder: string,
  name: string,
  signal?: AbortSignal,
): Promise<MapSeries> {
  const index = await readRunIndex(folder)
  const { scenario, size, lines, frames, quantities, sheet } = index
  const quantity = quantities.find(candidate => candidate.name === name)
  if (quantity === undefined) {
    const names = quantities.map(candidate => candidate.name).join(', ')
    throw new ConfigError({ file: folder, path: 'quantity' }, JSON.stringify(name), `one of ${names}`)
  }
  const file = join(folder, 'maps', `${name}.npy`)
  const { shape, data } = await readNpy(file, signal)
  const expected = [frames.length, ...size]
  if (shape.length !== 3 || expected.some((side, axis) => side !== shape[axis])) {
    throw new ConfigError(
      { file },
      `shape (${shape.join(', ')})`,
      `(${expected.join(', ')}) as in the manifest`,
    )
  }
  const cells = size[0] * size[1]
  const planes = frames.map((_, frame) => data.subarray(frame * cells, (frame + 1) * cells))
  if (sheet?.some(frame => frame >= frames.length)) {
    const place = { file: join(folder, 'manifest.json'), path: 'sheet' }
    throw new ConfigError(place, sheet.join(', '), `numbers of the ${frames.length} frames`)
  }
  return {
    scenario,
    size,
    frames,
    quantity: { ...quantity, planes },
    conditions: runConditions(index),
    ...(lines === undefined ? {} : { lines }),
    ...(sheet === undefined ? {} : { sheet }),
  }
}
