import type * as z from 'zod'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import type { AnyArraySpec } from '../../../arrays/gated/any-array.ts'
import type { ProgramSettings } from '../../../arrays/program/program.ts'
import type { Step } from '../../../arrays/program/step.ts'
import type { UserFiles } from '../../../arrays/user-files.ts'

/** Images and names that a program refers to. */
export interface ProgramContext {
  readonly spec: AnyArraySpec
  readonly settings: ProgramSettings
  /** N*M levels by name. */
  readonly images: Readonly<Record<string, Float64Array>>
  readonly document: SourceDocument
  readonly baseDir: string
  /** Cells up to which a read without `by` takes them one by one. */
  readonly readsByCell: number
  /** Where tables are. */
  readonly files: UserFiles
  /** Ends the reading of tables. */
  readonly signal?: AbortSignal | undefined
}

/** A step of a scenario file as its kind has validated it. */
export type StepOfFile = Readonly<Record<string, unknown>>

/** Makes a step of the program of a step of a file. Its label and its record are put in afterwards. @param path of the step in the document */
type Compile<Input> = (
  input: Input,
  context: ProgramContext,
  path: readonly PropertyKey[],
) => Step | Promise<Step>

/** A kind of step: all that a scenario file needs to know of it. */
export interface StepKind {
  /** The key that tells a step of this kind. */
  readonly key: string
  readonly schema: z.ZodType<StepOfFile>
  readonly compile: Compile<StepOfFile>
}

/** A kind of step, its input's type left behind. */
export function stepKind<Input>(key: string, schema: z.ZodType<Input>, compile: Compile<Input>): StepKind {
  return {
    key,
    schema: schema as unknown as z.ZodType<StepOfFile>,
    compile: (input, context, path) => compile(input as Input, context, path),
  }
}
