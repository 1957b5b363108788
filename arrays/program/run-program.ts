import { nextTurn } from '../../kernels/next-turn.ts'
import {
  type AnyRun,
  type ArrayRun,
  hold,
  isGatedRun,
  type PlayedSpec,
  rest,
  statePlanes,
} from './array-run.ts'
import type { PlayStep, Step } from './program.ts'
import { runReadStep } from './read-step.ts'
import { runWriteStep } from './write-step.ts'

export interface ProgramHooks {
  /** Called after each step with the number done. */
  readonly progress?: (done: number) => void
  /** Stops the program between two pulses. */
  readonly signal?: AbortSignal
}

/**
 * Carries out a program on an array, step by step. A program of which no step keeps a frame keeps two, `start` and `end`. Gives way to the event loop between pulses so that an interrupt is served.
 * @throws the signal's reason when it is aborted
 */
export async function runProgram(
  run: AnyRun,
  steps: readonly Step[],
  hooks: ProgramHooks = {},
): Promise<void> {
  let breath = performance.now()
  const play = stepper(run)
  const lastWrite = steps.findLastIndex(step => step.kind === 'write')
  const silent = steps.every(step => step.kind === 'wait' || !step.frame)
  if (silent) keepStates(run, 'start')
  for (const [index, step] of steps.entries()) {
    hooks.signal?.throwIfAborted()
    for (const _ of play(step)) await breathe()
    if (index === lastWrite && index < steps.length - 1) run.afterWrites = run.states.map(x => x.slice())
    hooks.progress?.(index + 1)
    await breathe()
  }
  if (silent) keepStates(run, 'end')

  async function breathe(): Promise<void> {
    if (performance.now() - breath <= 20) return
    await nextTurn()
    hooks.signal?.throwIfAborted()
    breath = performance.now()
  }
}

/** A frame of what can be said of an array that is not driven. */
function keepStates(run: AnyRun, label: string): void {
  run.frames.push({
    label,
    timeS: run.time,
    quantities: { conductance: run.array.probe(run.states), ...statePlanes(run) },
  })
}

function stepper(run: AnyRun): (step: Step) => Generator<void> {
  return isGatedRun(run) ? step => runStep(run, step) : step => runStep(run, step)
}

function* runStep<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>, step: Step): Generator<void> {
  switch (step.kind) {
    case 'write':
      yield* runWriteStep(run, step)
      break
    case 'read':
      yield* runReadStep(run, step)
      break
    case 'wait':
      rest(run, step.seconds)
      break
    case 'play':
      yield* runPlayStep(run, step)
      break
    default:
      step satisfies never
  }
}

function* runPlayStep<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>, step: PlayStep): Generator<void> {
  const { table, probe } = run.array
  if (table === undefined) throw new RangeError('runProgram: found a table of sources; this array plays none')
  let drive: D | undefined
  for (const row of step.rows) {
    drive = table.drive(row)
    hold(run, drive, row.seconds)
    yield
  }
  if (!step.frame || drive === undefined) return
  run.frames.push({
    label: step.label,
    timeS: run.time,
    quantities: {
      conductance: probe(run.states),
      ...table.quantities(drive, run.states),
      ...statePlanes(run),
    },
  })
}
