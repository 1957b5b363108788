import * as z from 'zod'
import { type ArrayFile, arrayFile, type OtherCells, otherCells } from '../../arrays/config/array-file.ts'
import { BIAS_SCHEMES, type BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import { type FigureSpec, figureSpec } from '../figures/figure-spec.ts'
import { STEP_KINDS } from './steps/index.ts'
import type { StepOfFile } from './steps/step-kind.ts'
import { bias, label, type RecordInput, record } from './steps/step-settings.ts'

/** How `--image` fills an image of the scenario from the user's picture. */
export const IMAGE_ROLES = ['same', 'negative', 'mirror', 'flip', 'set', 'top', 'all', 'scatter'] as const
export type ImageRole = (typeof IMAGE_ROLES)[number]

/** A path, rows of text ("#" or a digit 0 to 9 a pixel) or rows of levels 0 to 1. */
export type ImageInput = string | string[] | number[][]

/** A step of any kind but repeat, as its kind has validated it. */
export type PlainInput = StepOfFile
export interface RepeatInput {
  readonly repeat: number
  readonly steps: StepInput[]
}
export type StepInput = PlainInput | RepeatInput

export function isRepeat(input: StepInput): input is RepeatInput {
  return 'repeat' in input
}

/** One of several arrays that a scenario runs, each from its own start. */
export interface CaseInput {
  readonly name: string
  readonly title?: string | undefined
  /** Parameters and states of `array.cells` that differ. */
  readonly cells: OtherCells
  readonly program: StepInput[]
}

/** A scenario file: SI numbers once validated. */
export interface ScenarioFile {
  readonly name: string
  readonly title: string
  readonly about?: string | undefined
  readonly source?: string | undefined
  readonly array: ArrayFile
  readonly network: 'isolated' | 'crossbar'
  readonly bias: BiasScheme
  readonly write: 'cell' | 'row'
  readonly seed: number
  /** Relative standard deviation of a parameter from cell to cell (log-normal), by name. */
  readonly variability: Record<string, number>
  /** Relative standard deviation of what a pulse does to a cell, from pulse to pulse (log-normal). */
  readonly cycleVariability: number
  readonly images: Record<string, ImageInput>
  /** Which images `--image` replaces, and how. */
  readonly replace: Record<string, ImageRole>
  readonly program?: StepInput[] | undefined
  /** Quantities over the time of each program. */
  readonly record?: RecordInput | undefined
  readonly cases?: CaseInput[] | undefined
  readonly figures: FigureSpec[]
  readonly outputs: string[]
  /** Frames that stand on the contact sheet; evenly chosen where not said. */
  readonly sheet?: string[] | undefined
  /** The same program on a passive crossbar, printed beside the result: its case, cases that figures need also, bias and wires. */
  readonly beside?:
    | { case?: string | undefined; also?: readonly string[] | undefined; bias: BiasScheme }
    | undefined
}

const level = z.number().min(0).max(1)

const repeatStep: z.ZodType<RepeatInput> = z.strictObject({
  repeat: z.int().min(1).max(100_000).describe('How often; {n} in a name becomes the number'),
  get steps() {
    return z.array(step).min(1)
  },
})

const KINDS = [...STEP_KINDS.map(({ schema }) => schema), repeatStep]

const step: z.ZodType<StepInput> = z.lazy(() =>
  z.union(KINDS as unknown as [z.ZodType<StepInput>, ...z.ZodType<StepInput>[]], {
    error: `a step: one of ${STEP_KINDS.map(({ key }) => key).join(', ')} or repeat with its settings`,
  }),
)

const program = z.array(step).min(1).max(10_000)

const image: z.ZodType<ImageInput> = z
  .union([z.string(), z.array(z.string()).min(1), z.array(z.array(level)).min(1)], {
    error:
      'a path of a CSV or PNG, rows of text ("#" set, "." not, digits for levels) or rows of levels from 0 to 1',
  })
  .describe('Pixels: a path of a CSV or PNG, rows of text, or rows of levels 0 to 1')

/** Schema of a scenario file. */
export const scenarioFile: z.ZodType<ScenarioFile> = z
  .strictObject({
    name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, { error: 'lower-case letters, digits and hyphens' }),
    title: z.string(),
    about: z.string().optional(),
    source: z.string().optional().describe('Paper that the scenario follows'),
    array: arrayFile,
    network: z
      .enum(['isolated', 'crossbar'])
      .default('isolated')
      .describe('Every cell wired alone, or a crossbar with its sneak paths'),
    bias: z
      .enum(BIAS_SCHEMES as [BiasScheme, ...BiasScheme[]])
      .default('half')
      .describe('Unselected lines of a crossbar'),
    write: z.enum(['cell', 'row']).default('row').describe('What a crossbar writes at a time'),
    seed: z.int().min(0).default(1),
    variability: z
      .record(z.string(), z.number().min(0).max(2))
      .default({})
      .describe('Relative spread of a parameter from cell to cell (log-normal)'),
    cycleVariability: z
      .number()
      .min(0)
      .max(2)
      .default(0)
      .describe('Relative spread of what a pulse does to a cell, from pulse to pulse (log-normal)'),
    images: z.record(z.string(), image).default({}),
    replace: z
      .record(z.string(), z.enum(IMAGE_ROLES))
      .default({})
      .describe('What --image puts in the place of these images'),
    program: program.optional(),
    record: record.optional(),
    cases: z
      .array(
        z.strictObject({
          name: label,
          title: z.string().optional(),
          cells: otherCells.default({}).describe('Keys of array.cells that differ in this case'),
          program,
        }),
      )
      .min(1)
      .max(50)
      .optional(),
    figures: z.array(figureSpec).default([]),
    sheet: z
      .array(z.string())
      .min(1)
      .max(24)
      .optional()
      .describe('Names of the frames on the contact sheet; chosen evenly unless given'),
    outputs: z
      .array(z.string())
      .min(1)
      .refine(names => new Set(names).size === names.length, { error: 'each quantity once' })
      .default(['conductance'])
      .describe('Quantities kept as pixel maps; those of sneak paths only where there are any'),
    beside: z
      .strictObject({
        case: z.string().optional(),
        also: z.array(z.string()).optional(),
        bias: bias.default('half'),
      })
      .optional()
      .describe('Run the same program on a passive crossbar and print what it costs'),
  })
  .refine(({ program, cases }) => (program === undefined) !== (cases === undefined), {
    error: 'either "program" or "cases"',
  })
