import { ConfigError } from '../../arrays/errors.ts'
import { formatSi } from '../plots/drawing/si-format.ts'
import type { MapSeries } from '../plots/maps/map-series.ts'
import { type DiagramSource, requireFewLines } from './diagram-source.ts'
import { findFrame } from './figure-options.ts'
import { readRunIndex } from './read-run-index.ts'
import { readRunQuantity } from './read-run-quantity.ts'

/** Maps that a diagram is drawn from. */
const NEEDED = ['cell-current', 'word-line-current', 'bit-line-current'] as const
/** Frames that a message names. */
const NAMED = 8

/**
 * Reads the network of one frame of a run.
 * @param frame number or label; left out, the only one that holds a network
 * @param quantity for the colours of the cells: any of the run
 * @throws ConfigError where the run did not keep the currents of its lines, or the frame is not of one network
 */
export async function readRunNetwork(
  folder: string,
  frame: string | undefined,
  quantity: string,
  signal?: AbortSignal,
): Promise<DiagramSource> {
  const { size, quantities, lines } = await readRunIndex(folder)
  requireFewLines(size, { file: folder })
  if (lines !== undefined)
    throw new ConfigError(
      { file: folder },
      'an array of three-terminal devices',
      'one of word and bit lines for a diagram',
    )
  const missing = NEEDED.filter(name => !quantities.some(kept => kept.name === name))
  if (missing.length > 0)
    throw new ConfigError(
      { file: folder },
      `no map of ${missing.join(', ')}`,
      `outputs: [${NEEDED.join(', ')}] in the scenario, and a step that solves one network: lines that are driven, or a read of one cell or word line`,
    )
  const [cells, word, bit] = await Promise.all(NEEDED.map(name => readRunQuantity(folder, name, signal)))
  const k = networkFrame(folder, word!, frame)
  const [cellAmps, wordAmps, bitAmps] = [cells!, word!, bit!].map(({ quantity }) => quantity.planes[k]) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ]
  const shown = quantity === 'cell-current' ? cells! : await readRunQuantity(folder, quantity, signal)
  const [rows, columns] = size
  const { name, unit, title, planes } = shown.quantity
  const { label, timeS } = shown.frames[k]
  return {
    currents: {
      size,
      cells: cellAmps,
      left: Float64Array.from({ length: rows }, (_, i) => wordAmps[i * columns]),
      top: Float64Array.from({ length: columns }, (_, j) => cellAmps[j] - bitAmps[j]),
    },
    colours: { name, unit, title, values: planes[k] },
    conditions: [shown.conditions, `${label}, t = ${formatSi(timeS, 's')}`].filter(text => text).join('; '),
  }
}

/** The frame that is asked for, where its currents are of one network. */
function networkFrame(folder: string, series: MapSeries, wanted: string | undefined): number {
  const place = { file: folder, path: 'frame' }
  // A read of many networks has no values, an array at rest no currents.
  const known = [...series.frames.keys()].filter(k => {
    const plane = series.quantity.planes[k]
    return plane.every(Number.isFinite) && plane.some(amps => amps !== 0)
  })
  const names = known
    .slice(0, NAMED)
    .map(k => JSON.stringify(series.frames[k].label))
    .join(', ')
  const frame = findFrame(folder, series, wanted) ?? (known.length === 1 ? known[0] : undefined)
  if (frame === undefined && known.length > 0)
    throw new ConfigError(
      place,
      `${known.length} frames with the currents of one network`,
      `--frame with one of ${names}`,
    )
  if (frame !== undefined && known.includes(frame)) return frame
  const found =
    frame === undefined ? 'no frame with' : `${JSON.stringify(series.frames[frame].label)} without`
  throw new ConfigError(
    place,
    `${found} the currents of one network`,
    known.length > 0
      ? `one of ${names}`
      : 'lines that are driven (play, wave), or a read of one cell or word line (read: 1 V, of: IMAGE)',
  )
}
