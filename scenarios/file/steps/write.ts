import * as z from 'zod'
import { ConfigError } from '../../../arrays/errors.ts'
import type { Grading, WriteTarget } from '../../../arrays/program/program.ts'
import { writeStep } from '../../../arrays/program/steps/write-step.ts'
import { imageNamed } from './image-named.ts'
import { type ProgramContext, type StepKind, stepKind } from './step-kind.ts'
import { type FramedInput, framed, stepAmps, stepSeconds, stepVolts } from './step-settings.ts'

interface TargetInput {
  readonly image?: string | undefined
  readonly cells?: [number, number][] | undefined
  readonly volts?: number | undefined
  readonly amps?: number | undefined
}

interface WriteInput extends FramedInput {
  readonly write: string | TargetInput[]
  readonly volts?: number | undefined
  /** Into the gate of a device that is written by a current. */
  readonly amps?: number | undefined
  readonly width: number
  readonly interval: number
  readonly pulses: number
  readonly graded: Grading
}

const target: z.ZodType<TargetInput> = z
  .strictObject({
    image: z.string().optional(),
    cells: z.array(z.tuple([z.int().min(0), z.int().min(0)], { error: '[word line, bit line]' })).optional(),
    volts: stepVolts.optional(),
    amps: stepAmps.optional(),
  })
  .refine(({ image, cells }) => (image === undefined) !== (cells === undefined), {
    error: 'either "image" or "cells"',
  })

const schema: z.ZodType<WriteInput> = z.strictObject({
  write: z
    .union([z.string(), z.array(target).min(1)], {
      error: 'the name of an image, or a list of images or cells with their volts',
    })
    .describe('Image to write, or a list of { image or cells, volts or amps }'),
  volts: stepVolts.optional().describe('Volts of a full pixel, where `write` names an image'),
  amps: stepAmps.optional().describe('The same of a device that is written by a gate current'),
  width: stepSeconds.describe('Seconds of one pulse'),
  interval: stepSeconds.default(0).describe('Seconds at 0 V after each pulse'),
  pulses: z.int().min(1).max(100_000).default(1),
  graded: z
    .enum(['none', 'pulses', 'volts'])
    .default('none')
    .describe(
      'How levels between 0 and 1 are written: not, by their share of the pulses, or of the volts (or amps)',
    ),
  ...framed,
})

export const write: StepKind = stepKind('write', schema, (input, context, path) => {
  const { width, interval, pulses, graded, frame } = input
  const targets = targetsOf(input, context, path)
  return writeStep({ label: '', targets, width, interval, pulses, graded, frame })
})

function targetsOf(input: WriteInput, context: ProgramContext, path: readonly PropertyKey[]): WriteTarget[] {
  const { document } = context
  if (typeof input.write === 'string') {
    const amplitude = amplitudeOf(input, context, path)
    return [{ levels: imageNamed(input.write, context, [...path, 'write']), amplitude }]
  }
  for (const key of ['volts', 'amps'] as const) {
    if (input[key] === undefined) continue
    throw new ConfigError(
      document.place([...path, key]),
      `"${key}" beside a list`,
      `"${key}" in each entry of the list`,
    )
  }
  return input.write.map((target, t) => targetOf(target, context, [...path, 'write', t]))
}

function targetOf(target: TargetInput, context: ProgramContext, path: readonly PropertyKey[]): WriteTarget {
  const amplitude = amplitudeOf(target, context, path)
  if (target.image !== undefined)
    return { levels: imageNamed(target.image, context, [...path, 'image']), amplitude }
  const [rows, columns] = context.spec.size
  const levels = new Float64Array(rows * columns)
  target.cells?.forEach(([i, j], c) => {
    if (i >= rows || j >= columns) {
      throw new ConfigError(
        context.document.place([...path, 'cells', c]),
        `cell [${i}, ${j}]`,
        `word line below ${rows} and bit line below ${columns}`,
      )
    }
    levels[i * columns + j] = 1
  })
  return { levels, amplitude }
}

/** Volts, or amperes where the device is written by a gate current. */
function amplitudeOf(
  input: { readonly volts?: number | undefined; readonly amps?: number | undefined },
  { document, spec: { model } }: ProgramContext,
  path: readonly PropertyKey[],
): number {
  const byCurrent = 'control' in model && model.control === 'current'
  const [wanted, other] = byCurrent ? (['amps', 'volts'] as const) : (['volts', 'amps'] as const)
  if (input[other] !== undefined) {
    throw new ConfigError(
      document.place([...path, other]),
      `"${other}"`,
      `"${wanted}": ${model.name} is written by a ${byCurrent ? 'gate current' : 'voltage'}`,
    )
  }
  const amplitude = input[wanted]
  if (amplitude === undefined)
    throw new ConfigError(document.place(path), `no "${wanted}"`, `the ${wanted} of a full pixel`)
  return amplitude
}
