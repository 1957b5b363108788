import * as z from 'zod'
import type { BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { readStep } from '../../../arrays/program/steps/read-step.ts'
import { imageNamed } from './image-named.ts'
import { type StepKind, stepKind } from './step-kind.ts'
import { bias, type FramedInput, framed, stepSeconds, stepVolts } from './step-settings.ts'

interface ReadInput extends FramedInput {
  readonly read: number
  readonly width: number
  readonly of?: string | undefined
  readonly by?: 'cell' | 'row' | undefined
  readonly bias?: BiasScheme | undefined
}

const schema: z.ZodType<ReadInput> = z.strictObject({
  read: stepVolts.describe('Volts of the read'),
  width: stepSeconds.default(0).describe('Seconds of the read pulse; 0 reads without a trace'),
  of: z.string().optional().describe('Image whose set pixels are read; all cells unless given'),
  by: z
    .enum(['cell', 'row'])
    .optional()
    .describe('One cell after the other, or a word line at once; default cell up to 256 cells'),
  bias: bias.optional().describe('Unselected lines during this read, where not as in the scenario'),
  ...framed,
})

export const read: StepKind = stepKind('read', schema, (input, context, path) => {
  const { read: volts, width, of, frame, bias } = input
  if (volts === 0)
    throw new ConfigError(context.document.place([...path, 'read']), '0 V', 'a read voltage other than 0')
  const [rows, columns] = context.spec.size
  const by = input.by ?? (rows * columns <= context.readsByCell ? 'cell' : 'row')
  const only = of === undefined ? undefined : setPixels(imageNamed(of, context, [...path, 'of']))
  return readStep({ label: '', volts, width, by, only, bias, frame })
})

function setPixels(levels: Float64Array): Set<number> {
  return new Set([...levels.keys()].filter(k => levels[k] >= 0.5))
}
