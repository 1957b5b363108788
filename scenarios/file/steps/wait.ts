import * as z from 'zod'
import { waitStep } from '../../../arrays/program/steps/wait-step.ts'
import { type StepKind, stepKind } from './step-kind.ts'
import { label, type RecordInput, record, stepSeconds } from './step-settings.ts'

interface WaitInput {
  readonly wait: number
  readonly name?: string | undefined
  readonly frame: boolean
  readonly record?: RecordInput | undefined
}

const schema: z.ZodType<WaitInput> = z.strictObject({
  wait: stepSeconds.describe('Seconds at 0 V'),
  name: label.optional(),
  frame: z.boolean().default(false).describe('Keep the array after this wait as a frame of the pixel maps'),
  record: record.optional(),
})

export const wait: StepKind = stepKind('wait', schema, ({ wait, frame }) => waitStep(wait, { frame }))
