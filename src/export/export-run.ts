import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { encodeNpy } from '../files/write-npy.ts'
import { renderPdf } from '../plots/drawing/render-pdf.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import { animatedGif } from '../plots/maps/animated-gif.ts'
import { contactSheet } from '../plots/maps/contact-sheet.ts'
import type { MapSeries } from '../plots/maps/map-series.ts'
import { encodeMatrixCsvs } from './encode-matrix-csvs.ts'
import {
  atWidth,
  dpiOf,
  type FigureOptions,
  figureSeries,
  findFrame,
  pixelWidth,
  sheetOptions,
} from './figure-options.ts'
import { EXPORTS } from './may-replace-run.ts'
import { refuseLink } from './own-folder.ts'
import { placeFiles } from './place-files.ts'
import { readRunQuantity } from './read-run-quantity.ts'
import { frameFile } from './run-index.ts'

export type ExportFormat = 'csv' | 'png' | 'svg' | 'pdf' | 'npy' | 'gif'

/** Every format, in the order of the help text. */
export const EXPORT_FORMATS: readonly ExportFormat[] = ['csv', 'png', 'svg', 'pdf', 'npy', 'gif']

/** Options of an export. */
export interface ExportOptions {
  /** As in the manifest. */
  readonly quantity: string
  readonly formats: readonly ExportFormat[]
  /** One frame, by its number from 0 or its label; left out, all of them. */
  readonly frame?: number | string
  /** How pictures are drawn. */
  readonly figure?: FigureOptions
  /** Folder for the files. @defaultValue 'exports' inside the run folder */
  readonly out?: string
  /** Replace files that are there and differ. @defaultValue false */
  readonly force?: boolean
  /** Ends the export: nothing is left, the reason is thrown. */
  readonly signal?: AbortSignal
}

const NAMES: OptionNames<Required<ExportOptions>> = {
  quantity: true,
  formats: true,
  frame: true,
  figure: true,
  out: true,
  force: true,
  signal: true,
}

/**
 * Makes files of one quantity of a finished run: CSV (one a frame), NPY, a picture of one frame or of all (PNG, SVG) or an
 * animation (GIF). One frame keeps the colour scale of the whole run.
 * @param folder a run folder
 * @returns paths of the files
 * @throws ConfigError where it is no run folder, quantity, format or frame do not exist, a file is in the way, or nothing can
 * be written
 */
export async function exportRun(folder: string, options: ExportOptions): Promise<string[]> {
  checkOptionKeys('exportRun', options, NAMES)
  const { quantity, formats, figure = {}, out = join(folder, EXPORTS), force = false, signal } = options
  checkFormats(folder, formats, options.frame)
  const read = await readRunQuantity(folder, quantity, signal)
  const frame = findFrame(folder, read, options.frame)
  const series = figureSeries(read, figure)
  const files = new Map<string, Uint8Array | string>()
  for (const format of new Set(formats)) {
    signal?.throwIfAborted()
    await makeFiles(format, series, frame, figure, files)
  }
  if (options.out === undefined) await refuseLink(out)
  await placeFiles(out, [...files.keys()], {
    name: EXPORTS,
    force,
    signal,
    fill: async partial => {
      for (const [name, content] of files) await writeFile(join(partial, name), content)
    },
  })
  return [...files.keys()].map(name => join(out, name))
}

function checkFormats(
  folder: string,
  formats: readonly ExportFormat[],
  frame: number | string | undefined,
): void {
  const unknown = formats.find(format => !EXPORT_FORMATS.includes(format))
  if (unknown !== undefined || formats.length === 0) {
    const found = unknown === undefined ? 'none' : JSON.stringify(unknown)
    throw new ConfigError({ file: folder, path: 'format' }, found, `some of ${EXPORT_FORMATS.join(', ')}`)
  }
  if (frame !== undefined && formats.includes('gif')) {
    throw new ConfigError({ file: folder, path: 'format' }, 'gif of one frame', 'gif of all frames, or png')
  }
}

async function makeFiles(
  format: ExportFormat,
  series: MapSeries,
  frame: number | undefined,
  figure: FigureOptions,
  files: Map<string, Uint8Array | string>,
): Promise<void> {
  const { size, frames, quantity } = series
  const { name, unit, planes } = quantity
  const count = frames.length
  const stem = frame === undefined ? name : `${name}-${frameFile(frame, count).replace('.csv', '')}`
  const sheet = { ...sheetOptions(figure), ...(frame === undefined ? {} : { frames: [frame] }) }
  switch (format) {
    case 'csv': {
      const chosen = frame === undefined ? [...frames.keys()] : [frame]
      const headers = chosen.map(k => ({ quantity: name, unit, timeS: frames[k].timeS }))
      const csvs = await encodeMatrixCsvs(
        chosen.map(k => planes[k]),
        size,
        headers,
      )
      csvs.forEach((csv, n) => {
        files.set(`${name}-${frameFile(chosen[n], count)}`, csv)
      })
      break
    }
    case 'npy': {
      const all = frame === undefined ? planes : [planes[frame]]
      const data = Float64Array.from(all.flatMap(plane => Array.from(plane)))
      files.set(`${stem}.npy`, encodeNpy(data, frame === undefined ? [count, ...size] : size))
      break
    }
    case 'png':
      files.set(
        `${stem}.png`,
        await renderPng(contactSheet(series, sheet), pixelWidth(figure), dpiOf(figure)),
      )
      break
    case 'svg':
      files.set(`${stem}.svg`, atWidth(contactSheet(series, sheet), figure))
      break
    case 'pdf':
      files.set(`${stem}.pdf`, await renderPdf(contactSheet(series, sheet), figure.widthMm))
      break
    case 'gif':
      files.set(`${stem}.gif`, await animatedGif(series, { realTime: figure.realTime === true }))
      break
    default:
      format satisfies never
  }
}
