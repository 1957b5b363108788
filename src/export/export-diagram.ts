import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { readDocument } from '../files/read-document.ts'
import { crossbarDiagram, MOST_DIAGRAM_LINES } from '../plots/crossbar-diagram.ts'
import { renderPdf } from '../plots/drawing/render-pdf.ts'
import { renderPng } from '../plots/drawing/render-png.ts'
import type { DiagramCurrents } from '../plots/line-segments.ts'
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

export const DIAGRAM_FORMATS = ['png', 'svg', 'pdf'] as const
export type DiagramFormat = (typeof DIAGRAM_FORMATS)[number]

/** Quantities for the colours of the cells, by the name of their plane in solution.json. */
const COLOURS = {
  'cell-current': { plane: 'cellCurrents', unit: 'A', title: 'Cell current' },
  'cell-voltage': { plane: 'cellVoltages', unit: 'V', title: 'Cell voltage' },
} as const

export interface DiagramRequest {
  readonly formats: readonly DiagramFormat[]
  /** Quantity for the colours of the cells: cell-current or cell-voltage. @defaultValue cell-current */
  readonly quantity?: string | undefined
  readonly figure?: FigureOptions
  /** Folder for the files. @defaultValue 'exports' inside the folder of the solution */
  readonly out?: string | undefined
  readonly force?: boolean
  readonly signal?: AbortSignal
}

const plane = z.array(z.array(z.number()).min(1)).min(1)
const line = z.array(z.number())
const SolutionSchema = z.object({
  cellCurrents: plane,
  cellVoltages: plane,
  wordCurrents: z.object({ left: line, right: line }),
  bitCurrents: z.object({ top: line, bottom: line }),
})

/**
 * Draws the crossbar of a solution as a circuit: lines as wide as their currents, cells in the colour of a quantity.
 * @param folder that `sneakpath solve --out` wrote
 * @returns paths of the files
 * @throws ConfigError where it is no solution, has more than 16 lines on a side, a file is in the way, or nothing can be written
 */
export async function exportDiagram(
  folder: string,
  { formats, quantity = 'cell-current', figure = {}, out, force = false, signal }: DiagramRequest,
): Promise<string[]> {
  const svg = diagramOf(folder, quantity, figure)
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

function diagramOf(folder: string, quantity: string, figure: FigureOptions): string {
  const { currents, planes } = readSolution(folder)
  if (!Object.hasOwn(COLOURS, quantity))
    throw new ConfigError(
      { file: '--quantity' },
      JSON.stringify(quantity),
      expectedName(quantity, Object.keys(COLOURS)),
    )
  const { plane, unit, title } = COLOURS[quantity as keyof typeof COLOURS]
  const [rows, columns] = currents.size
  const values = planes[plane]
  const { bare, cellPixels } = sheetOptions(figure)
  return crossbarDiagram(currents, {
    title: figure.title ?? 'Currents of a crossbar',
    subtitle: `${rows} × ${columns} (word lines × bit lines)`,
    colours: { title, unit, values },
    choice: scaleChoice({ unit, name: quantity, planes: [values] }, figure),
    ...(bare === undefined ? {} : { bare }),
    ...(cellPixels === undefined ? {} : { pitch: cellPixels }),
  })
}

interface Solution {
  readonly currents: DiagramCurrents
  readonly planes: { readonly cellCurrents: Float64Array; readonly cellVoltages: Float64Array }
}

function readSolution(folder: string): Solution {
  const file = join(folder, 'solution.json')
  if (!existsSync(file)) {
    const made = 'a folder of "sneakpath solve ARRAY --out FOLDER"'
    throw new ConfigError({ file: folder }, 'no solution.json, which a diagram is drawn from', made)
  }
  const parsed = SolutionSchema.safeParse(readDocument(file).value)
  const damaged = (path: string, why: string): ConfigError =>
    new ConfigError({ file, path }, 'what no solve writes', `a solution of sneakpath (${why})`)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw damaged(issue?.path.join('.') ?? '', issue?.message ?? 'unreadable')
  }
  const { cellCurrents, cellVoltages, wordCurrents, bitCurrents } = parsed.data
  const [rows, columns] = [cellCurrents.length, cellCurrents[0]!.length]
  if (Math.max(rows, columns) > MOST_DIAGRAM_LINES)
    throw new ConfigError(
      { file },
      `${rows} x ${columns} lines`,
      `at most ${MOST_DIAGRAM_LINES} on a side for a diagram; larger arrays are read as maps`,
    )
  const rowsFit = [cellCurrents, cellVoltages].every(
    each => each.length === rows && each.every(row => row.length === columns),
  )
  const endsFit = [wordCurrents.left, wordCurrents.right].every(each => each.length === rows)
  const bitsFit = [bitCurrents.top, bitCurrents.bottom].every(each => each.length === columns)
  if (!(rowsFit && endsFit && bitsFit)) throw damaged('', `planes and ends of ${rows} x ${columns}`)
  return {
    currents: {
      size: [rows, columns],
      cells: Float64Array.from(cellCurrents.flat()),
      left: Float64Array.from(wordCurrents.left),
      right: Float64Array.from(wordCurrents.right),
      top: Float64Array.from(bitCurrents.top),
      bottom: Float64Array.from(bitCurrents.bottom),
    },
    planes: {
      cellCurrents: Float64Array.from(cellCurrents.flat()),
      cellVoltages: Float64Array.from(cellVoltages.flat()),
    },
  }
}
