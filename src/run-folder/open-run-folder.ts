import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { parseDocument, type SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { parseRunIndex, type RunIndex, traceFile } from '../export/run-index.ts'
import { MOST_HEADER_BYTES, npyHeader } from '../files/npy-header.ts'
import { readTrace, type TraceTable } from './read-trace.ts'
import type { RunFiles } from './run-files.ts'
import { parseManifest, parseSummary, type RunManifest, type RunSummary } from './run-manifest.ts'

/** Bytes of the files of a run folder that are read, all together. */
const MOST_RUN_BYTES = 500 * 2 ** 20

/** A run folder whose files were checked. Maps and traces are read when they are asked for. */
export interface RunFolder {
  readonly name: string
  readonly index: RunIndex
  readonly manifest: RunManifest
  readonly summary: RunSummary
  /** Its files that a reader needs, with their bytes. */
  readonly files: ReadonlyMap<string, number>
  /** The scenario as it was run, from the manifest. */
  settings(): SourceDocument
  /**
   * The map of a quantity in a frame: one row-major value a cell in SI units, NaN where there is none.
   * @param frame counted from 0
   * @throws ConfigError where the file has changed meanwhile; RangeError where there is no such frame
   */
  map(quantity: string, frame: number, signal?: AbortSignal): Promise<Float64Array>
  /** @param name of a record, as in the manifest */
  trace(name: string, signal?: AbortSignal): Promise<TraceTable>
}

/**
 * Opens a run folder as data from strangers: every file is checked against the manifest before a value is taken from it.
 * @throws ConfigError, one line, where a file is missing, damaged, or too large
 */
export async function openRunFolder(files: RunFiles, signal?: AbortSignal): Promise<RunFolder> {
  const sizes = new Map<string, number>()
  const document = await readJson(files, 'manifest.json', sizes, signal)
  const index = parseRunIndex(document)
  checkIndex(index, document.file)
  const manifest = parseManifest(document)
  const summary = parseSummary(await readJson(files, 'summary.json', sizes, signal))
  const offsets = new Map<string, number>()
  for (const { name } of index.quantities) {
    offsets.set(name, await checkMaps(files, index, name, sizes, signal))
  }
  for (const { name } of index.traces ?? []) {
    const size = await sizeOf(files, traceFile(name), sizes)
    if (size > INPUT_LIMITS.csvBytes) throw tooLarge(files, traceFile(name), size, INPUT_LIMITS.csvBytes)
  }
  const bytes = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (bytes > MOST_RUN_BYTES)
    throw new ConfigError({ file: files.name }, megabytes(bytes), `at most ${megabytes(MOST_RUN_BYTES)}`)
  const cells = index.size[0] * index.size[1]
  return {
    name: files.name,
    index,
    manifest,
    summary,
    files: sizes,
    settings: () => ({
      file: document.file,
      value: (document.value as { settings?: unknown }).settings,
      place: (path, part) => document.place(['settings', ...path], part),
    }),
    map: async (quantity, frame, signal) => {
      const offset = offsets.get(quantity)
      if (offset === undefined || !Number.isInteger(frame) || frame < 0 || frame >= index.frames.length)
        throw new RangeError(`map: found ${quantity} ${frame}; expected a quantity and a frame of the run`)
      const from = offset + frame * cells * 8
      return float64Of(await readPart(files, mapsFile(quantity), from, from + cells * 8, signal))
    },
    trace: async (name, signal) => {
      const file = traceFile(name)
      const size = sizes.get(file)
      if (size === undefined) throw new RangeError(`trace: found ${name}; expected a record of the run`)
      return readTrace(
        textOf(files, file, await readPart(files, file, 0, size, signal)),
        placeOf(files, file),
      )
    },
  }
}

function mapsFile(quantity: string): string {
  return `maps/${quantity}.npy`
}

function placeOf({ name }: RunFiles, file: string): string {
  return `${name}/${file}`
}

function checkIndex({ size, frames, sheet, quantities, traces = [] }: RunIndex, file: string): void {
  const numbers = frames.length * size[0] * size[1]
  if (numbers > INPUT_LIMITS.numbers)
    throw new ConfigError(
      { file, path: 'size' },
      `${numbers} numbers a quantity`,
      `at most ${INPUT_LIMITS.numbers} (2^25)`,
    )
  if (sheet?.some(frame => frame >= frames.length))
    throw new ConfigError({ file, path: 'sheet' }, sheet.join(', '), `numbers of the ${frames.length} frames`)
  for (const [key, list] of Object.entries({ quantities, traces })) {
    const names = list.map(({ name }) => name)
    const twice = names.find((name, k) => names.indexOf(name) !== k)
    if (twice !== undefined)
      throw new ConfigError({ file, path: key }, `"${twice}" twice`, 'a name of its own for each')
  }
}

/** Checks the maps of a quantity by their header. @returns where the values begin */
async function checkMaps(
  files: RunFiles,
  { size, frames }: RunIndex,
  quantity: string,
  sizes: Map<string, number>,
  signal: AbortSignal | undefined,
): Promise<number> {
  const path = mapsFile(quantity)
  const file = placeOf(files, path)
  const bytes = await sizeOf(files, path, sizes)
  const header = npyHeader(await readPart(files, path, 0, Math.min(bytes, MOST_HEADER_BYTES), signal), file)
  const { kind, bytes: each, littleEndian, fortranOrder, shape, dataOffset } = header
  if (kind !== 'f' || each !== 8 || !littleEndian || fortranOrder)
    throw new ConfigError(
      { file },
      'numbers of another kind',
      'little-endian float64 in C order, as a run writes',
    )
  const expected = [frames.length, ...size]
  if (shape.length !== 3 || expected.some((side, axis) => side !== shape[axis]))
    throw new ConfigError(
      { file },
      `shape (${shape.join(', ')})`,
      `(${expected.join(', ')}) as in the manifest`,
    )
  const values = expected.reduce((product, side) => product * side, 8)
  if (bytes - dataOffset !== values)
    throw new ConfigError({ file }, `${bytes - dataOffset} bytes of values`, `${values} for this shape`)
  return dataOffset
}

async function readJson(
  files: RunFiles,
  path: string,
  sizes: Map<string, number>,
  signal: AbortSignal | undefined,
): Promise<SourceDocument> {
  const size = await sizeOf(files, path, sizes)
  if (size > INPUT_LIMITS.jsonBytes) throw tooLarge(files, path, size, INPUT_LIMITS.jsonBytes)
  const text = textOf(files, path, await readPart(files, path, 0, size, signal))
  return parseDocument(text, placeOf(files, path))
}

async function sizeOf(files: RunFiles, path: string, sizes: Map<string, number>): Promise<number> {
  const size = await files.size(path)
  if (size === undefined) {
    if (path === 'manifest.json')
      throw new ConfigError({ file: files.name }, 'no manifest.json', 'a run folder')
    throw new ConfigError({ file: placeOf(files, path) }, 'no such file', 'what the manifest names')
  }
  sizes.set(path, size)
  return size
}

async function readPart(
  files: RunFiles,
  path: string,
  from: number,
  to: number,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const bytes = await files.read(path, from, to, signal)
  if (bytes.length === to - from) return bytes
  throw new ConfigError({ file: placeOf(files, path) }, 'an end before the last value', 'a whole file')
}

function textOf(files: RunFiles, path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ConfigError({ file: placeOf(files, path) }, 'bytes that are not UTF-8', 'a file in UTF-8')
  }
}

function float64Of(bytes: Uint8Array): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Float64Array.from({ length: bytes.length / 8 }, (_, k) => view.getFloat64(8 * k, true))
}

function tooLarge(files: RunFiles, path: string, size: number, most: number): ConfigError {
  return new ConfigError(
    { file: placeOf(files, path) },
    `a file of ${megabytes(size)}`,
    `at most ${megabytes(most)}`,
  )
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 2 ** 20)} MB`
}
