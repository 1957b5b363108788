import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { encode } from 'fast-png'
import { stringify } from 'yaml'
import { uniformStream } from '../../../arrays/random/keyed-random.ts'
import { readPicture } from '../../../scenarios/file/images.ts'
import { readRunIndex } from '../../../src/export/read-run-index.ts'
import { readIdx } from '../../../src/files/read-idx.ts'
import { readMatrix } from '../../../src/files/read-matrix.ts'
import { encodeNpy } from '../../../src/files/write-npy.ts'
import { readMeasurement } from '../../../src/fit/read-measurement.ts'
import { findDevice } from '../../../src/host/find-device.ts'
import { NODE_FILES } from '../../../src/host/node-files.ts'
import { loadScenario } from '../../../src/run/load-scenario.ts'
import { loadArrayFile } from '../../../src/solve/load-array-file.ts'
import { loadStudy } from '../../../src/study/file/load-study.ts'
import { readManifest } from '../../../src/study/file/read-manifest.ts'
import type { StudyColumn } from '../../../src/study/rows/study-columns.ts'
import { encodeShard } from '../../../src/study/shards/encode-shard.ts'
import { readShards } from '../../../src/study/shards/read-shards.ts'
import { shardName } from '../../../src/study/shards/shard-layout.ts'
import { drawNetwork } from '../networks/draw-network.ts'

/** A kind of file that the project reads. */
export interface FileKind {
  readonly name: string
  /** Name of the file, which stands alone in its folder. */
  readonly file: string
  readonly isText: boolean
  /** A sound file of the kind. */
  readonly sound: (random: () => number) => Buffer | Uint8Array | string
  /** The project's own reader. */
  readonly read: (file: string) => unknown
}

const scenarioText = readFileSync(
  new URL('../../../scenarios/papers/scenarios/mof-refresh.yaml', import.meta.url),
)
const STUDY_HASH = '0123456789abcdef'.repeat(4)
const SHARDS = { rows: 2, rowsPerShard: 2 }
const STUDY = {
  study: 'spread',
  title: 'Spread of the layer',
  scenario: 'mof-refresh',
  vary: { wire: { range: { from: '1 ohm', to: '100 ohm', steps: 3, scale: 'log' } } },
  repeats: 2,
  figures: ['m-pixels-right'],
}
const COLUMNS: readonly StudyColumn[] = [
  { name: 'point', kind: 'row', type: 'integer', unit: '' },
  { name: 'repeat', kind: 'row', type: 'integer', unit: '' },
  { name: 'seed', kind: 'row', type: 'integer', unit: '' },
  { name: 'failure', kind: 'failure', type: 'text', unit: '' },
]
const NAMES = COLUMNS.map(({ name }) => name)
const RUN = {
  format: 'sneakpath-run',
  formatVersion: 1,
  scenario: 'one',
  size: [2, 3],
  frames: [{ label: 'start', timeS: 0 }],
  quantities: [{ name: 'conductance', unit: 'S', title: 'Conductance' }],
}

const MANIFEST = {
  format: 'sneakpath-study',
  formatVersion: 1,
  study: STUDY.study,
  hash: STUDY_HASH,
  engine: { name: 'threads' },
  ...{ seed: 1, points: 3, repeats: 2, rows: 6, rowsPerShard: 2 },
  columns: COLUMNS,
  settings: STUDY,
  source: { file: 'study.yaml', folder: '.' },
  scenario: { file: 'mof-refresh', baseDir: '.', document: {} },
  inputs: {},
  versions: { sneakpath: '0.1.0', node: '20.0.0' },
}

const numbers = (count: number, random: () => number) => Array.from({ length: count }, random)

export const FILE_KINDS: readonly FileKind[] = [
  {
    name: 'array, JSON',
    file: 'array.json',
    isText: true,
    sound: random => JSON.stringify(drawNetwork(60, random).document),
    read: loadArrayFile,
  },
  {
    name: 'array, YAML',
    file: 'array.yaml',
    isText: true,
    sound: random => stringify(drawNetwork(60, random).document),
    read: loadArrayFile,
  },
  {
    name: 'scenario',
    file: 'scenario.yaml',
    isText: true,
    sound: () => scenarioText,
    read: loadScenario,
  },
  {
    name: 'device',
    file: 'device.yaml',
    isText: true,
    sound: random =>
      stringify({
        kind: 'sneakpath-device',
        version: 1,
        name: 'mine',
        base: 'sinh',
        parameters: { conductance: random(), beta: 1 + random() },
      }),
    read: file => findDevice(file),
  },
  { name: 'study', file: 'study.yaml', isText: true, sound: () => stringify(STUDY), read: loadStudy },
  {
    name: 'matrix, CSV',
    file: 'matrix.csv',
    isText: true,
    sound: random => Array.from({ length: 5 }, () => numbers(4, random).join()).join('\n'),
    read: file => readMatrix(file),
  },
  {
    name: 'matrix, NPY',
    file: 'matrix.npy',
    isText: false,
    sound: random => encodeNpy(Float64Array.from(numbers(20, random)), [5, 4]),
    read: file => readMatrix(file),
  },
  {
    name: 'picture',
    file: 'picture.png',
    isText: false,
    sound: random =>
      encode({
        width: 6,
        height: 5,
        channels: 1,
        depth: 8,
        data: Uint8Array.from(numbers(30, random), value => 255 * value),
      }),
    read: file => readPicture(file, NODE_FILES),
  },
  {
    name: 'measurement',
    file: 'measurement.csv',
    isText: true,
    sound: random =>
      `time_s,voltage_V,current_uA\n${numbers(20, random)
        .map((value, k) => `${k},${value},${2 * value}`)
        .join('\n')}\n`,
    read: file => readMeasurement(file, { drives: ['voltage', 'gate-voltage'] as never }),
  },
  {
    name: 'labels',
    file: 'labels.idx',
    isText: false,
    sound: random =>
      Buffer.concat([
        Buffer.from([0, 0, 8, 1, 0, 0, 0, 9]),
        Buffer.from(numbers(9, random).map(value => 10 * value)),
      ]),
    read: file => readIdx(file, 1),
  },
  {
    name: 'run',
    file: 'manifest.json',
    isText: true,
    sound: () => JSON.stringify(RUN),
    read: file => readRunIndex(dirname(file)),
  },
  {
    name: 'study manifest',
    file: 'manifest.json',
    isText: true,
    sound: () => JSON.stringify(MANIFEST),
    read: file => readManifest(dirname(file)),
  },
  {
    name: 'shard',
    file: `shards/${shardName(SHARDS, 0)}.parquet`,
    isText: false,
    sound: () =>
      encodeShard(
        [0, 1].map(point => ({
          point,
          repeat: 0,
          seed: 1,
          settings: [],
          figures: [],
          maps: [],
          failure: undefined,
        })),
        COLUMNS,
        { study: STUDY_HASH, from: 0, to: 2, maps: {} },
      ),
    read: async file => {
      const place = { folder: dirname(dirname(file)), layout: SHARDS, hash: STUDY_HASH }
      let tables = 0
      for await (const _ of readShards(place, NAMES)) tables++
      if (tables !== 1) throw new Error(`${tables} shards were read`)
    },
  },
]

/** Draws a sound file of a kind. */
export function soundFile(kind: FileKind, seed: number, number: number): Buffer {
  return Buffer.from(kind.sound(uniformStream(seed, 2, number)))
}
