import * as z from 'zod'
import { linesStep } from '../../../arrays/program/steps/lines-step.ts'
import { readPlayFile } from '../play-file.ts'
import { sidesOf } from './sides-of.ts'
import { type StepKind, stepKind } from './step-kind.ts'
import { type FramedInput, framed } from './step-settings.ts'

interface PlayInput extends FramedInput {
  readonly play: string
  readonly shape: 'steps' | 'linear'
}

const schema: z.ZodType<PlayInput> = z.strictObject({
  play: z
    .string()
    .describe(
      'CSV with the column time_s and one column a line: word_0_V, bit_3_A ...; gate_0_V, drain_0_V, source_0_V',
    ),
  shape: z
    .enum(['steps', 'linear'])
    .default('steps')
    .describe('Each row holds until the next one, or rows are joined by straight lines'),
  ...framed,
})

export const play: StepKind = stepKind('play', schema, async (input, context) => {
  const { files, baseDir, spec, signal } = context
  const file = files.beside(baseDir, input.play)
  const rows = await readPlayFile(file, sidesOf(spec), input.shape, files, signal)
  return linesStep({ kind: 'play', label: '', frame: input.frame, rows })
})
