import * as z from 'zod'
import { FLOAT64_REPORT } from '../../arrays/engine/array-engine.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { heldPlanes, refreshLayer } from './layer.ts'
import { type NetworkSettings, resolveSettings } from './network-settings.ts'
import type { EpochRecord, Training, TrainingData } from './train-network.ts'
import { startNetwork } from './train-network.ts'

/*
 * A checkpoint is one line of JSON, a line feed, and what all layers hold as little-endian float64, plane by plane; then the weight
 * maps of all records as float32.
 */

/** Matrices are multiplied in this process. */
const HERE: string = FLOAT64_REPORT.backend

const Header = z.object({
  format: z.literal('sneakpath-training'),
  formatVersion: z.literal(2),
  settings: z.record(z.string(), z.unknown()),
  sizes: z.array(z.int().min(1)).min(2),
  data: z.object({ train: z.string(), test: z.string() }),
  computed: z.string(),
  layers: z.array(
    z.object({
      fullScale: z.number(),
      backScale: z.number(),
      made: z.number(),
      checks: z.number(),
      largestError: z.number(),
    }),
  ),
  confusion: z.array(z.array(z.number())),
  records: z.array(z.record(z.string(), z.number())).min(1),
})

/**
 * The state of a training after an epoch.
 * @param computed what multiplies its matrices: elsewhere sums are rounded otherwise
 */
export function encodeCheckpoint(
  { network, records, maps, confusion }: Training,
  { train, test }: TrainingData,
  computed: string = HERE,
): Uint8Array {
  const header = {
    format: 'sneakpath-training',
    formatVersion: 2,
    settings: network.settings,
    sizes: network.sizes,
    data: { train: train.source, test: test.source },
    computed,
    layers: network.layers.map(({ fullScale, backScale, effective }) => ({
      fullScale,
      backScale,
      made: effective?.made ?? 0,
      checks: effective?.checks ?? 0,
      largestError: effective?.largestError ?? 0,
    })),
    confusion,
    records,
  }
  const held = network.layers.flatMap(heldPlanes)
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`)
  const doubles = held.reduce((sum, { length }) => sum + length, 0)
  const singles = maps.reduce((sum, { length }) => sum + length, 0)
  const bytes = new Uint8Array(line.length + 8 * doubles + 4 * singles)
  const view = new DataView(bytes.buffer)
  bytes.set(line)
  let at = line.length
  for (const plane of held)
    for (let k = 0; k < plane.length; k++, at += 8) view.setFloat64(at, plane[k], true)
  for (const map of maps) for (let k = 0; k < map.length; k++, at += 4) view.setFloat32(at, map[k], true)
  return bytes
}

/**
 * The training that a checkpoint holds.
 * @param file its path, for errors
 * @throws ConfigError for a damaged file, one of another network, of other settings, of other data or computed elsewhere
 */
export function decodeCheckpoint(
  bytes: Uint8Array,
  file: string,
  data: TrainingData,
  given: Partial<NetworkSettings>,
  computed: string = HERE,
): Training {
  const settings = resolveSettings(given)
  const end = bytes.indexOf(10)
  const header = readHeader(new TextDecoder().decode(bytes.subarray(0, Math.max(end, 0))), file)
  const sizes = [data.train.inputs, ...settings.hidden, data.classes]
  requireSame(file, 'sizes', header.sizes, sizes)
  for (const [name, value] of Object.entries(settings)) {
    // More epochs of the same training are no other training while its rate does not depend on their number.
    if (name === 'epochs' && settings.rateEnd === 1) continue
    requireSame(file, `settings.${name}`, header.settings[name], value)
  }
  requireSame(file, 'data', header.data, { train: data.train.source, test: data.test.source })
  requireSame(file, 'computed', header.computed, computed)
  const network = startNetwork(data, settings)
  const body = new DataView(bytes.buffer, bytes.byteOffset + end + 1, bytes.length - end - 1)
  const held = network.layers.flatMap(heldPlanes)
  const doubles = held.reduce((sum, { length }) => sum + length, 0)
  const mapSize = data.train.inputs * data.classes
  const expected = 8 * doubles + 4 * mapSize * header.records.length
  if (body.byteLength !== expected)
    throw new ConfigError({ file }, `${body.byteLength} bytes of cells`, `${expected}, a whole checkpoint`)
  let at = 0
  for (const plane of held) {
    for (let k = 0; k < plane.length; k++, at += 8) plane[k] = body.getFloat64(at, true)
    if (!plane.every(Number.isFinite))
      throw new ConfigError({ file }, 'a cell without a value', 'finite cells')
  }
  const maps = header.records.map(() =>
    Float32Array.from({ length: mapSize }, () => {
      at += 4
      return body.getFloat32(at - 4, true)
    }),
  )
  network.layers.forEach((layer, k) => {
    refreshLayer(layer, true)
    layer.fullScale = header.layers[k]?.fullScale ?? 0
    layer.backScale = header.layers[k]?.backScale ?? 0
    const { made = 0, checks = 0, largestError = 0 } = header.layers[k] ?? {}
    if (layer.effective !== undefined) Object.assign(layer.effective, { made, checks, largestError })
  })
  return { network, records: header.records as unknown as EpochRecord[], maps, confusion: header.confusion }
}

function readHeader(text: string, file: string): z.infer<typeof Header> {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    throw new ConfigError({ file }, 'another kind of file', 'a checkpoint of a training')
  }
  const { format, formatVersion } = Object(parsed) as { format?: unknown; formatVersion?: unknown }
  if (format === 'sneakpath-training' && formatVersion === 1) {
    const found = 'the checkpoint of a training by an earlier version, in which no time passed'
    throw new ConfigError({ file }, found, 'one of this version: another --out begins anew')
  }
  const header = Header.safeParse(parsed)
  if (!header.success) throw new ConfigError({ file }, 'another kind of file', 'a checkpoint of a training')
  return header.data
}

function requireSame(file: string, path: string, found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)]
  if (a !== b)
    throw new ConfigError(
      { file, path },
      a ?? 'nothing',
      `${b}, as the training that is asked for; another --out begins anew`,
    )
}
