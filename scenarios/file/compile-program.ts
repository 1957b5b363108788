import { ConfigError } from '../../arrays/errors.ts'
import type { Step } from '../../arrays/program/step.ts'
import { resolveRecord } from './resolve-record.ts'
import { isRepeat, type PlainInput, type StepInput } from './scenario-file.ts'
import { STEP_KINDS } from './steps/index.ts'
import type { ProgramContext, StepKind } from './steps/step-kind.ts'
import type { RecordInput } from './steps/step-settings.ts'

const MOST_STEPS = 1_000_000

/**
 * Unrolls the repeats of a program and looks up what its steps refer to.
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

/** The step that was made of it: it is looked up and read once, however often it is repeated. */
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
    if (isRepeat(input)) {
      for (let n = 1; n <= input.repeat; n++) await unroll(input.steps, context, [...here, 'steps'], n, steps)
      continue
    }
    const made = context.made.get(input) ?? (await compileStep(input, context, here))
    context.made.set(input, made)
    steps.push(named(made, input, count, steps.length + 1))
    if (steps.length > MOST_STEPS) {
      throw new ConfigError(
        context.document.place(here),
        `more than ${MOST_STEPS} steps`,
        'a shorter program',
      )
    }
  }
}

/** A step with the label that it has in this repeat. @param place of the step in the program, from 1 */
function named(step: Step, { name, record }: PlainInput, count: number | undefined, place: number): Step {
  const numbered = (text: string): string => text.replaceAll('{n}', String(count ?? 1))
  const label = numbered(typeof name === 'string' ? name : `${step.kind} ${place}`)
  // A wait without a frame needs no label.
  const own = step.kind === 'wait' && !step.frame ? step : { ...step, label }
  if (step.record === undefined) return own
  const recordName = (record as RecordInput).name
  return { ...own, record: { ...step.record, name: recordName === undefined ? label : numbered(recordName) } }
}

/** A step without its label, which changes from one repeat to the next. */
async function compileStep(
  input: PlainInput,
  context: ProgramContext,
  path: readonly PropertyKey[],
): Promise<Step> {
  const step = await kindOf(input).compile(input, context, path)
  const record = input.record as RecordInput | undefined
  if (record === undefined) return step
  return { ...step, record: resolveRecord(record, '', [step], context, [...path, 'record']) }
}

function kindOf(input: PlainInput): StepKind {
  return STEP_KINDS.find(({ key }) => key in input) as StepKind
}
