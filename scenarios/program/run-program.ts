import type { Drive } from '../../arrays/crossbar/drive.ts'
import { operatingPoint } from '../../arrays/crossbar/operating-point.ts'
import { type ArrayRun, hold, probeConductance, rest, statePlanes } from './array-run.ts'
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
 * Carries out a program on an array, step by step; gives way to the event loop between pulses so that an interrupt is served.
 * @throws the signal's reason when it is aborted
 */
export async function runProgram(
  run: ArrayRun,
  steps: readonly Step[],
  hooks: ProgramHooks = {},
): Promise<void> {
  let breath = performance.now()
  const lastWrite = steps.findLastIndex(step => step.kind === 'write')
  for (const [index, step] of steps.entries()) {
    hooks.signal?.throwIfAborted()
    for (const _ of runStep(run, step)) await breathe()
    if (index === lastWrite && index < steps.length - 1) run.afterWrites = run.states.map(x => x.slice())
    hooks.progress?.(index + 1)
    await breathe()
  }

  async function breathe(): Promise<void> {
    if (performance.now() - breath <= 20) return
    await new Promise(resolve => setImmediate(resolve))
    hooks.signal?.throwIfAborted()
    breath = performance.now()
  }
}

function* runStep(run: ArrayRun, step: Step): Generator<void> {
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

function* runPlayStep(run: ArrayRun, step: PlayStep): Generator<void> {
  const [rows] = run.spec.size
  let drive: Drive | undefined
  for (const row of step.rows) {
    drive = { kind: 'crossbar', ...row, gateOn: new Uint8Array(rows).fill(1) }
    hold(run, drive, row.seconds)
    yield
  }
  if (!step.frame || drive === undefined) return
  const point = operatingPoint(run.spec, drive, run.states)
  run.frames.push({
    label: step.label,
    timeS: run.time,
    quantities: {
      conductance: probeConductance(run.spec, run.states),
      'cell-current': point.cellCurrents,
      'cell-voltage': point.cellVolts,
      ...statePlanes(run),
    },
  })
}
