import { writeFileSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { encodeNpy } from '../files/write-npy.ts'
import type { MapSeries } from '../plots/maps/map-series.ts'
import { checkRecord } from './check-record.ts'
import { encodeMatrixCsvs } from './encode-matrix-csvs.ts'
import { mayReplaceRun } from './may-replace-run.ts'
import { replaceFolder } from './replace-folder.ts'
import { runConditions } from './run-conditions.ts'
import { frameFile, RUN_FORMAT, runFiles, traceIndex } from './run-index.ts'
import { type DrawPictures, drawRunPictures, type RunPictures } from './run-pictures.ts'
import type { RunRecord } from './run-record.ts'
import { stableJson } from './stable-json.ts'

/** How a run is written. */
export interface WriteRunOptions {
  /** Replace a run folder that is there. @defaultValue false */
  readonly force?: boolean
  /** As in `replaceFolder`: the name before the number of a folder that the user did not name. */
  readonly numbered?: string | undefined
  /** Ends the writing: nothing is left, the reason is thrown. */
  readonly signal?: AbortSignal
  /** Who draws the pictures. @defaultValue this thread */
  readonly draw?: DrawPictures
}

/** Paths that were written. */
export interface WrittenRun {
  /** The path that was asked for, or the one with the next free number. */
  readonly folder: string
  /** Relative to it, with '/' between. */
  readonly files: readonly string[]
}

/** Quantities whose pictures are drawn together; more would only hold more of them in memory. */
const AT_ONCE = 8

const NAMES: OptionNames<Required<WriteRunOptions>> = {
  force: true,
  numbered: true,
  signal: true,
  draw: true,
}

/**
 * Writes a run: manifest.json, summary.json, every quantity as NPY (frames, word lines, bit lines) and one CSV a frame in
 * maps/, what was recorded over time in traces/, its contact sheet (PNG, SVG) and animation (GIF) in pictures/. The folder appears whole or not at
 * all; the same record gives the same bytes.
 * @param folder path to make
 * @throws ConfigError where the folder exists without `force`, holds anything but a run, or cannot be written;
 * RangeError where the record disagrees with itself
 */
export async function writeRunFolder(
  record: RunRecord,
  folder: string,
  options: WriteRunOptions = {},
): Promise<WrittenRun> {
  checkOptionKeys('writeRunFolder', options, NAMES)
  const { force = false, numbered, signal, draw = group => group.map(drawRunPictures) } = options
  checkRecord(record)
  signal?.throwIfAborted()
  const taken = await replaceFolder(folder, {
    force,
    numbered,
    mayReplace: mayReplaceRun,
    fill: partial => fillFolder(record, partial, { signal, draw }),
  })
  return { folder: taken, files: runFiles({ ...record, traces: (record.traces ?? []).map(traceIndex) }) }
}

async function fillFolder(
  record: RunRecord,
  partial: string,
  { signal, draw }: { readonly signal: AbortSignal | undefined; readonly draw: DrawPictures },
): Promise<void> {
  await mkdir(join(partial, 'maps'))
  await mkdir(join(partial, 'pictures'))
  for (let k = 0; k < record.quantities.length; k += AT_ONCE) {
    const group = record.quantities.slice(k, k + AT_ONCE)
    const series = group.map(quantity => seriesOf(record, quantity))
    const pictures = draw(series)
    const results = await Promise.allSettled(
      series.map((one, n) => writeQuantity(one, pictures[n], partial, signal)),
    )
    const failed = results.find(result => result.status === 'rejected')
    if (failed !== undefined) throw failed.reason
  }
  const { traces = [] } = record
  if (traces.length > 0) {
    const { writeTraces } = await import('./write-traces.ts')
    await writeTraces(traces, partial, runConditions(record.manifest), signal)
  }
  await writeFile(join(partial, 'summary.json'), stableJson(record.summary, false))
  await writeFile(join(partial, 'manifest.json'), manifestJson(record))
  signal?.throwIfAborted()
}

function seriesOf(record: RunRecord, quantity: RunRecord['quantities'][number]): MapSeries {
  const { scenario, size, lines, frames, sheet, manifest } = record
  return {
    scenario,
    size,
    frames,
    quantity,
    conditions: runConditions(manifest),
    ...(lines === undefined ? {} : { lines }),
    ...(sheet === undefined ? {} : { sheet }),
  }
}

async function writeQuantity(
  { size, frames, quantity: { name, unit, planes } }: MapSeries,
  pictures: Promise<RunPictures>,
  partial: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  pictures.catch(() => {})
  const maps = join(partial, 'maps', name)
  await mkdir(maps)
  await writeFile(`${maps}.npy`, encodeNpy(stack(planes, size), [frames.length, ...size]))
  const headers = frames.map(({ timeS }) => ({ quantity: name, unit, timeS }))
  // Hundreds of small files: waiting for each takes twice as long.
  for (const [frame, csv] of (await encodeMatrixCsvs(planes, size, headers)).entries()) {
    signal?.throwIfAborted()
    writeFileSync(join(maps, frameFile(frame, frames.length)), csv)
  }
  const picture = join(partial, 'pictures', name)
  const { svg, gif, png } = await pictures
  signal?.throwIfAborted()
  await writeFile(`${picture}.svg`, svg)
  await writeFile(`${picture}.gif`, gif)
  await writeFile(`${picture}.png`, png)
}

/** Frames one after the other, as NPY holds them. */
function stack(planes: readonly Float64Array[], size: readonly [number, number]): Float64Array {
  const cells = size[0] * size[1]
  const all = new Float64Array(planes.length * cells)
  planes.forEach((plane, frame) => {
    all.set(plane, frame * cells)
  })
  return all
}

/** The fields that identify the run come first, clock times last, the rest sorted between. */
function manifestJson({
  scenario,
  size,
  lines,
  frames,
  quantities,
  sheet,
  traces = [],
  manifest,
}: RunRecord): string {
  const { timing, ...settings } = manifest
  const index = {
    format: RUN_FORMAT,
    formatVersion: 1,
    scenario,
    size,
    ...(lines === undefined ? {} : { lines }),
    frames: frames.map(({ label, timeS }) => ({ label, timeS })),
    quantities: quantities.map(({ name, unit, title, scale, domain }) => ({
      name,
      unit,
      title,
      ...(scale === undefined ? {} : { scale }),
      ...(domain === undefined ? {} : { domain }),
    })),
    ...(sheet === undefined ? {} : { sheet }),
    ...(traces.length === 0 ? {} : { traces: traces.map(traceIndex) }),
  }
  const sorted = JSON.parse(stableJson(settings, true)) as Record<string, unknown>
  return stableJson({ ...index, ...sorted, ...(timing === undefined ? {} : { timing }) }, false)
}
