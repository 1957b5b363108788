import { nextTurn } from '../../kernels/next-turn.ts'
import { bringStates } from '../crossbar/states-elsewhere.ts'
import { type AnyRun, type ArrayRun, isGatedRun, type PlayedSpec } from './array-run.ts'
import { createEventPlayer, keepStates } from './play-events.ts'
import type { RecordRequest } from './record/record-request.ts'
import { lowerStep, type Step } from './step.ts'

/** Milliseconds after which the event loop has its turn. */
const BREATH_MS = 40

export interface ProgramHooks {
  /** Called after each step with the number done. */
  readonly progress?: (done: number) => void
  /** Stops the program between two pulses. */
  readonly signal?: AbortSignal
  /** Records quantities over the whole program. */
  readonly record?: RecordRequest | undefined
  /** Whether a program of which no step keeps a frame keeps two, `start` and `end`. @defaultValue true */
  readonly keepEnds?: boolean
}

/**
 * Carries out a program on an array, step by step. Gives way to the event loop between pulses so that an interrupt is served.
 * @throws the signal's reason when it is aborted
 */
export async function runProgram(
  run: AnyRun,
  steps: readonly Step[],
  hooks: ProgramHooks = {},
): Promise<void> {
  await (isGatedRun(run) ? playSteps(run, steps, hooks) : playSteps(run, steps, hooks))
}

async function playSteps<D, Spec extends PlayedSpec>(
  run: ArrayRun<D, Spec>,
  steps: readonly Step[],
  hooks: ProgramHooks,
): Promise<void> {
  let breath = performance.now()
  const player = createEventPlayer(run)
  const { record, keepEnds = true } = hooks
  const silent = keepEnds && !steps.some(step => step.frame)
  if (silent) keepStates(run, 'start')
  if (record !== undefined) player.play({ kind: 'begin-record', request: record })
  for (const [index, step] of steps.entries()) {
    hooks.signal?.throwIfAborted()
    for (const event of lowerStep(step, run.array)) {
      player.play(event)
      if (isDue()) await breathe()
    }
    hooks.progress?.(index + 1)
    if (isDue()) await breathe()
  }
  if (record !== undefined) player.play({ kind: 'end-record', request: record })
  if (silent) keepStates(run, 'end')
  bringStates(run.held)

  function isDue(): boolean {
    return performance.now() - breath > BREATH_MS
  }

  async function breathe(): Promise<void> {
    await nextTurn()
    hooks.signal?.throwIfAborted()
    breath = performance.now()
  }
}
