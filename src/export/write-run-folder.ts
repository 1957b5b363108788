import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { encodeNpy } from '../files/write-npy.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import { animatedGif } from '../plots/maps/animated-gif.ts'
import { contactSheet } from '../plots/maps/contact-sheet.ts'
import type { RunQuantity } from '../plots/maps/map-series.ts'
import { checkRecord } from './check-record.ts'
import { encodeMatrixCsvs } from './encode-matrix-csvs.ts'
import { mayReplaceRun } from './may-replace-run.ts'
import { replaceFolder } from './replace-folder.ts'
import { runConditions } from './run-conditions.ts'
import { frameFile, RUN_FORMAT, runFiles, traceIndex } from './run-index.ts'
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
}

/** Paths that were written. */
export interface WrittenRun {
  /** The path that was asked for, or the one with the next free number. */
  readonly folder: string
  /** Relative to it, with '/' between. */
  readonly files: readonly string[]
}

/** Pictures are drawn on other threads; more at once would only hold more of them in memory. */
const AT_ONCE = 8

const NAMES: OptionNames<Required<WriteRunOptions>> = {
  force: true,
  numbered: true,
  signal: true,
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
  const { force = false, numbered, signal } = options
  checkRecord(record)
  signal?.throwIfAborted()
  const taken = await replaceFolder(folder, {
    force,
    numbered,
    mayReplace: mayReplaceRun,
    fill: partial => fillFolder(record, partial, signal),
  })
  return { folder: taken, files: runFiles({ ...record, traces: (record.traces ?? []).map(traceIndex) }) }
}

async function fillFolder(
  record: RunRecord,
  partial: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  await mkdir(join(partial, 'maps'))
  await mkdir(join(partial, 'pictures'))
  for (let k = 0; k < record.quantities.length; k += AT_ONCE) {
    const group = record.quantities.slice(k, k + AT_ONCE)
    const results = await Promise.allSettled(
      group.map(quantity => writeQuantity(record, quantity, partial, signal)),
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

async function writeQuantity(
  record: RunRecord,
  quantity: RunQuantity,
  partial: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { size, lines, frames, sheet } = record
  const { name, unit, planes } = quantity
  const series = {
    scenario: record.scenario,
    size,
    frames,
    quantity,
    conditions: runConditions(record.manifest),
    ...(lines === undefined ? {} : { lines }),
    ...(sheet === undefined ? {} : { sheet }),
  }
  // Started first: it goes on beside everything else.
  const png = renderPng(contactSheet(series, { outlined: true }))
  png.catch(() => {})
  const maps = join(partial, 'maps', name)
  await mkdir(maps)
  await writeFile(`${maps}.npy`, encodeNpy(stack(planes, size), [frames.length, ...size]))
  const headers = frames.map(({ timeS }) => ({ quantity: name, unit, timeS }))
  for (const [frame, csv] of (await encodeMatrixCsvs(planes, size, headers)).entries()) {
    signal?.throwIfAborted()
    await writeFile(join(maps, frameFile(frame, frames.length)), csv)
  }
  const picture = join(partial, 'pictures', name)
  await writeFile(`${picture}.svg`, contactSheet(series))
  signal?.throwIfAborted()
  await writeFile(`${picture}.gif`, await animatedGif(series))
  await writeFile(`${picture}.png`, await png)
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
