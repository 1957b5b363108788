import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { crossbarDiagram } from '../plots/crossbar-diagram.ts'
import { renderPdf } from '../plots/drawing/render-pdf.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import type { DiagramSource } from './diagram-source.ts'
import {
  atWidth,
  dpiOf,
  type FigureOptions,
  pixelWidth,
  scaleChoice,
  sheetOptions,
} from './figure-options.ts'
import { EXPORTS } from './may-replace-run.ts'
import { refuseLink } from './own-folder.ts'
import { placeFiles } from './place-files.ts'
import { readRunNetwork } from './read-run-network.ts'
import { readSolution, SOLUTION } from './read-solution.ts'

export const DIAGRAM_FORMATS = ['png', 'svg', 'pdf'] as const
export type DiagramFormat = (typeof DIAGRAM_FORMATS)[number]

export interface DiagramRequest {
  readonly formats: readonly DiagramFormat[]
  /** Quantity for the colours of the cells: cell-current or cell-voltage, any of a run. @defaultValue cell-current */
  readonly quantity?: string | undefined
  /** Frame of a run, by its number or label; left out, the only one that is of one network. */
  readonly frame?: string | undefined
  readonly figure?: FigureOptions
  /** Folder for the files. @defaultValue 'exports' inside the folder */
  readonly out?: string | undefined
  readonly force?: boolean
  readonly signal?: AbortSignal
}

/**
 * Draws a crossbar as a circuit: lines as wide as their currents, cells in the colour of a quantity.
 * @param folder that `sneakpath solve --out` wrote, or of a run that kept the currents of its lines
 * @returns paths of the files
 * @throws ConfigError where it is neither, has more than 16 lines on a side, a file is in the way, or nothing can be written
 */
export async function exportDiagram(
  folder: string,
  { formats, quantity = 'cell-current', frame, figure = {}, out, force = false, signal }: DiagramRequest,
): Promise<string[]> {
  const svg = diagramOf(await readSource(folder, quantity, frame, signal), figure)
  const files = new Map<string, Uint8Array | string>()
  for (const format of new Set(formats)) {
    signal?.throwIfAborted()
    const name = `diagram.${format}`
    if (format === 'png') files.set(name, await renderPng(svg, pixelWidth(figure), dpiOf(figure)))
    else if (format === 'pdf') files.set(name, await renderPdf(svg, figure.widthMm))
    else files.set(name, atWidth(svg, figure))
  }
  const target = out ?? join(folder, EXPORTS)
  if (out === undefined) await refuseLink(target)
  await placeFiles(target, [...files.keys()], {
    name: EXPORTS,
    force,
    signal,
    fill: async partial => {
      for (const [name, content] of files) await writeFile(join(partial, name), content)
    },
  })
  return [...files.keys()].map(name => join(target, name))
}

function readSource(
  folder: string,
  quantity: string,
  frame: string | undefined,
  signal: AbortSignal | undefined,
): DiagramSource | Promise<DiagramSource> {
  if (existsSync(join(folder, 'manifest.json'))) return readRunNetwork(folder, frame, quantity, signal)
  if (!existsSync(join(folder, SOLUTION)))
    throw new ConfigError(
      { file: folder },
      `no ${SOLUTION} and no manifest.json`,
      'a folder of "sneakpath solve ARRAY --out FOLDER", or of a run',
    )
  if (frame !== undefined)
    throw new ConfigError(
      { file: '--frame' },
      'it with a solution',
      'a solution without it: it has one frame',
    )
  return readSolution(folder, quantity)
}

function diagramOf({ currents, colours, conditions }: DiagramSource, figure: FigureOptions): string {
  const [rows, columns] = currents.size
  const { bare, cellPixels } = sheetOptions(figure)
  const size = `${rows} × ${columns} (word lines × bit lines)`
  return crossbarDiagram(currents, {
    title: figure.title ?? 'Currents of a crossbar',
    subtitle: conditions === '' ? size : `${size}; ${conditions}`,
    colours,
    choice: scaleChoice({ ...colours, planes: [colours.values] }, figure),
    ...(bare === undefined ? {} : { bare }),
    ...(cellPixels === undefined ? {} : { pitch: cellPixels }),
  })
}
