import * as z from 'zod'
import { ENGINES, type Engine } from '../work/engines.ts'

/** Values that stand in a list, as written: numbers, texts with or without a unit, or anything that the scenario's file takes there. */
export interface ListInput {
  readonly name?: string | undefined
  readonly list: unknown[]
}

export interface RangeInput {
  readonly name?: string | undefined
  readonly range: {
    readonly from: number | string
    readonly to: number | string
    readonly steps?: number | undefined
    readonly scale: 'linear' | 'log'
  }
}

export type DistributionInput = { readonly name?: string | undefined } & (
  | { readonly distribution: 'uniform'; readonly from: number | string; readonly to: number | string }
  | {
      readonly distribution: 'normal'
      readonly mean: number | string
      readonly deviation: number | string
      readonly min?: number | string | undefined
      readonly max?: number | string | undefined
    }
  | {
      readonly distribution: 'log-normal'
      readonly median: number | string
      readonly spread: number
      readonly min?: number | string | undefined
      readonly max?: number | string | undefined
    }
)

export type VaryInput = ListInput | RangeInput | DistributionInput

/** How the points of a study are chosen. */
export const SAMPLES = ['grid', 'latin-hypercube', 'random'] as const
export type Sample = (typeof SAMPLES)[number]

/** A pixel map that a study keeps of every row. */
export interface MapInput {
  readonly name: string
  readonly of: string
  readonly frame: string
}

/** A study file, as validated. */
export interface StudyFile {
  readonly study: string
  readonly title?: string | undefined
  readonly about?: string | undefined
  readonly scenario: string
  /** Settings that differ from the scenario in all points. */
  readonly settings: Record<string, unknown>
  readonly vary: Record<string, VaryInput>
  readonly sample: Sample
  /** Number of points where they are sampled. */
  readonly points?: number | undefined
  readonly repeats: number
  readonly seed: number
  readonly figures: string[]
  readonly maps: MapInput[]
  readonly engine: Engine
}

/** Rows of a study at most. */
export const MOST_ROWS = 1e9

/** Names of studies and of their maps: they become names of files and folders. */
export const STUDY_NAME: RegExp = /^[a-z0-9][a-z0-9-]{0,59}$/

const name = z.string().regex(STUDY_NAME, { error: 'lower-case letters, digits and hyphens' })
const column = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/, { error: 'a letter, then letters, digits, "-" or "_"' })
  .describe('Name of the column; the last part of the key unless given')
const number = z.union([z.number(), z.string()], {
  error: 'a number, or a number with its unit ("10 ohm")',
})
const bounds = {
  min: number.optional().describe('Values below are not drawn'),
  max: number.optional().describe('Values above are not drawn'),
}

const list: z.ZodType<ListInput> = z.strictObject({
  name: column.optional(),
  list: z.array(z.unknown()).min(1),
})

const range: z.ZodType<RangeInput> = z.strictObject({
  name: column.optional(),
  range: z.strictObject({
    from: number,
    to: number,
    steps: z
      .int()
      .min(1)
      .max(1e6)
      .optional()
      .describe('Number of values, both ends included; a grid needs it'),
    scale: z.enum(['linear', 'log']).default('linear'),
  }),
})

const distribution: z.ZodType<DistributionInput> = z.discriminatedUnion(
  'distribution',
  [
    z.strictObject({ name: column.optional(), distribution: z.literal('uniform'), from: number, to: number }),
    z.strictObject({
      name: column.optional(),
      distribution: z.literal('normal'),
      mean: number,
      deviation: number,
      ...bounds,
    }),
    z.strictObject({
      name: column.optional(),
      distribution: z.literal('log-normal'),
      median: number,
      spread: z.number().min(0).max(10).describe('Relative standard deviation'),
      ...bounds,
    }),
  ],
  { error: 'one of uniform, normal, log-normal' },
)

const vary: z.ZodType<VaryInput> = z.union([list, range, distribution], {
  error: 'one of { list: [...] }, { range: { from, to, steps, scale } } and { distribution: ... }',
})

/** Schema of a study file. */
export const studyFile: z.ZodType<StudyFile> = z
  .strictObject({
    study: name.describe('Name of the study'),
    title: z.string().optional(),
    about: z.string().optional(),
    scenario: z
      .string()
      .min(1)
      .describe(
        'A scenario as sneakpath list names it, or the path of a scenario file, relative to this file',
      ),
    settings: z
      .record(z.string(), z.unknown())
      .default({})
      .describe(
        'Settings of all points: wire, size, network, access, bias, write, image, or a path in the scenario file',
      ),
    vary: z
      .record(z.string(), vary)
      .default({})
      .describe(
        'Settings that differ from point to point; keys as in settings, several with commas move together',
      ),
    sample: z
      .enum(SAMPLES)
      .default('grid')
      .describe('Every combination, or a number of points spread evenly or drawn'),
    points: z.int().min(1).max(MOST_ROWS).optional().describe('Number of points where they are sampled'),
    repeats: z
      .int()
      .min(1)
      .max(MOST_ROWS)
      .default(1)
      .describe('Runs of each point, each with a seed of its own'),
    seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
    figures: z
      .array(z.string())
      .min(1)
      .describe('Figures of the scenario, or of every run (docs/studies.md)'),
    maps: z
      .array(z.strictObject({ name, of: z.string().min(1), frame: z.string().min(1) }))
      .default([])
      .describe('Pixel maps kept of every row: quantity `of` in `frame`'),
    engine: z.enum(ENGINES).default('float64').describe('What computes; part of what the study is'),
  })
  .superRefine(({ sample, points }, context) => {
    if (sample === 'grid' && points !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['points'],
        message: 'nothing here: a grid has as many points as its settings have combinations',
      })
    }
    if (sample !== 'grid' && points === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['points'],
        message: `the number of points of a ${sample} sample`,
      })
    }
  })
