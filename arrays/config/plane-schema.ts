import * as z from 'zod'
import { listOf } from './list-of.ts'

/** A number, or a string with a unit. */
export type QuantityInput = number | string
/** One value for all cells, N rows of M values, or the path of a CSV or NPY file. */
export type PlaneInput = QuantityInput | QuantityInput[][]

const entry = z.union([z.number(), z.string()], { error: 'a number, or a string with a unit' })

/** Schema of a value for each cell. */
export const plane: z.ZodType<PlaneInput> = z
  .union([z.number(), z.string(), listOf(listOf(entry))], {
    error: 'a number, a matrix (word lines x bit lines) or the path of a CSV or NPY file',
  })
  .describe('One value for all cells, a matrix (word lines x bit lines), or the path of a CSV or NPY file')
