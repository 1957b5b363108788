import { expectedName } from '../../arrays/config/did-you-mean.ts'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { type AnyArraySpec, isGated } from '../../arrays/gated/any-array.ts'
import { ownValue } from '../../arrays/own-value.ts'
import type { Step, WriteTarget } from '../../arrays/program/program.ts'
import type { UserFiles } from '../../arrays/user-files.ts'
import { readPlayFile } from './play-file.ts'
import type { StepInput, WriteInput } from './scenario-file.ts'

/** What a program refers to. */
export interface ProgramContext {
  readonly spec: AnyArraySpec
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

const MOST_STEPS = 1_000_000

/**
 * Unrolls the repeats of a program and looks up its images.
 * @param path of the program in the document
 * @throws ConfigError for an image that does not exist, a cell outside the array, too long a program
 */
export async function compileProgram(
  inputs: readonly StepInput[],
  context: ProgramContext,
  path: readonly PropertyKey[],
): Promise<Step[]> {
  const steps: Step[] = []
  await unroll(inputs, { ...context, made: new Map() }, path, undefined, steps)
  return steps
}

type PlainInput = Exclude<StepInput, { repeat: number }>

/** What a step has been made into: it is looked up and read once, however often it is repeated. */
interface UnrollContext extends ProgramContext {
  readonly made: Map<PlainInput, Step>
}

async function unroll(
  inputs: readonly StepInput[],
  context: UnrollContext,
  path: readonly PropertyKey[],
  count: number | undefined,
  steps: Step[],
): Promise<void> {
  for (const [index, input] of inputs.entries()) {
    const here = [...path, index]
    if (!('repeat' in input)) {
      const made = context.made.get(input) ?? (await compileStep(input, context, here))
      context.made.set(input, made)
      steps.push(made.kind === 'wait' ? made : { ...made, label: labelOf(input, count, steps.length) })
      if (steps.length > MOST_STEPS) throw tooLong(context, here)
      continue
    }
    for (let n = 1; n <= input.repeat; n++) await unroll(input.steps, context, [...here, 'steps'], n, steps)
  }
}

function labelOf(input: PlainInput, count: number | undefined, index: number): string {
  if ('wait' in input) return ''
  const kind = 'write' in input ? 'write' : 'read' in input ? 'read' : 'play'
  return (input.name ?? `${kind} ${index + 1}`).replaceAll('{n}', String(count ?? 1))
}

/** A step without its label, which changes from one repeat to the next. */
async function compileStep(
  input: PlainInput,
  context: ProgramContext,
  path: readonly PropertyKey[],
): Promise<Step> {
  const label = ''
  if ('wait' in input) return { kind: 'wait', seconds: input.wait }
  if ('write' in input) {
    const { width, interval, pulses, graded, frame } = input
    return {
      kind: 'write',
      label,
      targets: targetsOf(input, context, path),
      width,
      interval,
      pulses,
      graded,
      frame,
    }
  }
  if ('read' in input) {
    if (input.read === 0)
      throw new ConfigError(context.document.place([...path, 'read']), '0 V', 'a read voltage other than 0')
    const cells = context.spec.size[0] * context.spec.size[1]
    const by = input.by ?? (cells <= context.readsByCell ? 'cell' : 'row')
    return {
      kind: 'read',
      label,
      volts: input.read,
      width: input.width,
      by,
      only: input.of === undefined ? undefined : setPixels(imageNamed(input.of, context, [...path, 'of'])),
      bias: input.bias,
      frame: input.frame,
    }
  }
  if (isGated(context.spec)) {
    throw new ConfigError(
      context.document.place([...path, 'play']),
      `"play" on the three-terminal device ${context.spec.model.name}`,
      'write, read and wait; tables of line sources are for word and bit lines',
    )
  }
  const { spec, files, baseDir, signal } = context
  const rows = await readPlayFile(files.beside(baseDir, input.play), spec, files, signal)
  return { kind: 'play', label, rows, frame: input.frame }
}

function targetsOf(input: WriteInput, context: ProgramContext, path: readonly PropertyKey[]): WriteTarget[] {
  const { document, spec } = context
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
  return input.write.map((target, t) => {
    const amplitude = amplitudeOf(target, context, [...path, 'write', t])
    if (target.image !== undefined) {
      return {
        levels: imageNamed(target.image, context, [...path, 'write', t, 'image']),
        amplitude,
      }
    }
    const [rows, columns] = spec.size
    const levels = new Float64Array(rows * columns)
    target.cells?.forEach(([i, j], c) => {
      if (i >= rows || j >= columns) {
        throw new ConfigError(
          document.place([...path, 'write', t, 'cells', c]),
          `cell [${i}, ${j}]`,
          `word line below ${rows} and bit line below ${columns}`,
        )
      }
      levels[i * columns + j] = 1
    })
    return { levels, amplitude }
  })
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

function imageNamed(name: string, context: ProgramContext, path: readonly PropertyKey[]): Float64Array {
  const levels = ownValue(context.images, name)
  if (levels === undefined) {
    throw new ConfigError(
      context.document.place(path),
      `image "${name}"`,
      expectedName(name, Object.keys(context.images)),
    )
  }
  return levels
}

function setPixels(levels: Float64Array): Set<number> {
  return new Set([...levels.keys()].filter(k => levels[k] >= 0.5))
}

function tooLong(context: ProgramContext, path: readonly PropertyKey[]): ConfigError {
  return new ConfigError(context.document.place(path), `more than ${MOST_STEPS} steps`, 'a shorter program')
}
