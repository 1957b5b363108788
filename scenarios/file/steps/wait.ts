import { z } from 'zod'
import { waitStep } from '../../../arrays/program/steps/wait-step.ts'
import { type StepKind, stepKind } from './step-kind.ts'
import { type RecordInput, record, stepSeconds } from './step-settings.ts'

interface WaitInput {
  readonly wait: number
  readonly record?: RecordInput | undefined
}

const schema: z.ZodType<WaitInput> = z.strictObject({
  wait: stepSeconds.describe('Seconds at 0 V'),
  record: record.optional(),
})

export const wait: StepKind = stepKind('wait', schema, input => waitStep(input.wait))
