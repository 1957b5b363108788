import * as z from 'zod'
import { type QuantitySchema, quantity } from '../../../arrays/config/quantity-schemas.ts'
import { BIAS_SCHEMES, type BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { MOST_LEVEL, MOST_SECONDS } from '../../../arrays/program/program-limits.ts'

export const stepVolts: QuantitySchema = quantity('V', { min: -MOST_LEVEL, max: MOST_LEVEL })
export const stepAmps: QuantitySchema = quantity('A', { min: -MOST_LEVEL, max: MOST_LEVEL })
export const stepSeconds: QuantitySchema = quantity('s', { min: 0, max: MOST_SECONDS })
/** More than 0 s. */
export const someSeconds: QuantitySchema = quantity('s', { above: 0, max: MOST_SECONDS })

export const label: z.ZodType<string> = z.string().min(1).max(60)
const frame: z.ZodType<boolean> = z
  .boolean()
  .default(true)
  .describe('Keep the array after this step as a frame of the pixel maps')
export const bias: z.ZodType<BiasScheme> = z.enum(BIAS_SCHEMES as [BiasScheme, ...BiasScheme[]])

/** Numbers of lines, from 0. */
const lines = z.array(z.int().min(0)).min(1)

/** Quantities over time, as a file asks for them. */
export interface RecordInput {
  readonly every: number | 'step'
  readonly cells?: [number, number][] | undefined
  readonly lines?: Readonly<Record<string, number[]>> | undefined
  readonly quantities: string[]
  readonly name?: string | undefined
}

export const record: z.ZodType<RecordInput> = z
  .strictObject({
    every: z
      .union([z.literal('step'), someSeconds], { error: 'a time in s above 0, or "step"' })
      .describe(
        'Seconds between rows; "step" for the beginning and the end of each pulse, pause and row of a table',
      ),
    cells: z
      .array(z.tuple([z.int().min(0), z.int().min(0)], { error: '[word line, bit line]' }))
      .min(1)
      .optional()
      .describe('Cells, [word line, bit line] each; all unless given'),
    lines: z
      .partialRecord(z.enum(['word', 'bit', 'source']), lines)
      .optional()
      .describe('Lines by side; those of the cells unless given'),
    quantities: z
      .array(z.string())
      .min(1)
      .refine(names => new Set(names).size === names.length, { error: 'each quantity once' })
      .describe(
        'cell-current, cell-charge, cell-voltage, conductance, state-NAME, word-current, bit-charge ...',
      ),
    name: label.optional().describe('Name of its file in traces/; that of the step unless given'),
  })
  .describe('Records quantities over time into traces/NAME.csv')

/** Settings of every step that is kept as a frame. */
export interface FramedInput {
  readonly name?: string | undefined
  readonly frame: boolean
  readonly record?: RecordInput | undefined
}

export const framed: {
  readonly name: z.ZodType<string | undefined>
  readonly frame: z.ZodType<boolean>
  readonly record: z.ZodType<RecordInput | undefined>
} = {
  name: label.optional(),
  frame,
  record: record.optional(),
}
