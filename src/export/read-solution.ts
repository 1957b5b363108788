import { join } from 'node:path'
import * as z from 'zod'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { readDocument } from '../files/read-document.ts'
import { type DiagramSource, requireFewLines } from './diagram-source.ts'

/** The file in a folder of `solve` that holds the currents. */
export const SOLUTION = 'solution.json'

/** Quantities for the colours of the cells, by the name of their plane in the solution. */
const COLOURS = {
  'cell-current': { plane: 'cellCurrents', unit: 'A', title: 'Cell current' },
  'cell-voltage': { plane: 'cellVoltages', unit: 'V', title: 'Cell voltage' },
} as const

const plane = z.array(z.array(z.number()).min(1)).min(1)
const line = z.array(z.number())
const SolutionSchema = z.object({
  cellCurrents: plane,
  cellVoltages: plane,
  wordCurrents: z.object({ left: line, right: line }),
  bitCurrents: z.object({ top: line, bottom: line }),
})

/**
 * Reads the network of a folder that `sneakpath solve --out` wrote.
 * @throws ConfigError where the solution is damaged, has too many lines, or no such quantity
 */
export function readSolution(folder: string, quantity: string): DiagramSource {
  if (!Object.hasOwn(COLOURS, quantity))
    throw new ConfigError(
      { file: '--quantity' },
      JSON.stringify(quantity),
      expectedName(quantity, Object.keys(COLOURS)),
    )
  const { plane, unit, title } = COLOURS[quantity as keyof typeof COLOURS]
  const file = join(folder, SOLUTION)
  const parsed = SolutionSchema.safeParse(readDocument(file).value)
  const damaged = (path: string, why: string): ConfigError =>
    new ConfigError({ file, path }, 'what no solve writes', `a solution of sneakpath (${why})`)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    throw damaged(issue?.path.join('.') ?? '', issue?.message ?? 'unreadable')
  }
  const { cellCurrents, cellVoltages, wordCurrents, bitCurrents } = parsed.data
  const [rows, columns] = [cellCurrents.length, cellCurrents[0].length]
  requireFewLines([rows, columns], { file })
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
      top: Float64Array.from(bitCurrents.top),
    },
    colours: { name: quantity, unit, title, values: Float64Array.from(parsed.data[plane].flat()) },
    conditions: '',
  }
}
