import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import type { ArrayEngine } from '../../arrays/engine/array-engine.ts'
import { OptionError } from '../../arrays/errors.ts'
import { type AnyRun, createAnyRun, isGatedRun } from '../../arrays/program/array-run.ts'
import { copyRun } from '../../arrays/program/copy-run.ts'
import { keepStates } from '../../arrays/program/play-events.ts'
import type { Frame } from '../../arrays/program/program.ts'
import { runProgram } from '../../arrays/program/run-program.ts'
import { type PreparedCase, spreadCase } from '../file/prepare-case.ts'
import { type PreparedScenario, prepareScenario } from '../file/prepare-scenario.ts'
import type { Scenario } from '../file/scenario.ts'
import { isRepeat, type StepInput } from '../file/scenario-file.ts'
import { warningsOf } from '../run/run-warnings.ts'
import { programOf, sameSteps } from './same-past.ts'

/** Bytes of states that the past of a run may hold. */
const MOST_BYTES = 100e6

export interface LiveHooks {
  /**
   * Called before anything is played.
   * @param kept so many frames are those of the earlier program
   * @param at gives the array and its states in a frame that is there already
   */
  readonly begin?: (kept: number, array: AnyRun['spec'], at: LiveRun['at']) => void
  /** Called with each frame as it comes. @param step of the program that it belongs to, from 0, a repeat being one step */
  readonly frame?: (frame: Frame, index: number, step: number) => void
  /** Called after each step, repeats unrolled. */
  readonly progress?: (done: number, total: number) => void
  /** Ends the program between two pulses. */
  readonly signal?: AbortSignal
  /** Opens what computes the array; float64 unless given. @param cells of the array */
  readonly engine?: (cells: number) => Promise<ArrayEngine | undefined>
}

/** One case of a scenario whose program was played as far as it goes, and may go on. */
export interface LiveRun {
  readonly prepared: PreparedScenario
  readonly one: PreparedCase
  readonly run: AnyRun
  /** What computed it; undefined for float64. */
  readonly engine: ArrayEngine | undefined
  /** The run after each step of the program, the first before any; undefined where it is no longer kept. */
  readonly past: readonly (AnyRun | undefined)[]
  /** Warnings of a run of the scenario. */
  warnings(): readonly string[]
  /** The array and its states in a frame. @throws OptionError for a device with a gate, or a frame that is not there */
  at(frame: number): { readonly spec: ArraySpec; readonly states: readonly Float64Array[] }
}

/**
 * Plays a case of a scenario. Where an earlier program on the same array began with the same steps, these are not played again: the
 * run goes on from there, to the same digits.
 * @param which case, from 0; 0 where the scenario has one program
 * @throws ConfigError for a mistake in the file; SolverError where a network has no answer; the signal's reason. What was played until
 * then is lost, the earlier run is not.
 */
export async function playLive(
  scenario: Scenario,
  which: number,
  earlier?: LiveRun,
  { begin, frame, progress, signal, engine: openEngine }: LiveHooks = {},
): Promise<LiveRun> {
  const prepared = await prepareScenario(scenario, {}, signal)
  const { file } = prepared
  const engine = await openEngine?.(prepared.size[0] * prepared.size[1])
  const one = onEngine(spreadCase(prepared.cases[which], file, file.seed), engine)
  const inputs = programOf(file, which)
  const same =
    earlier?.engine === engine ? earlier && sameSteps(earlier.prepared.file, file, which) : undefined
  const known = same === undefined ? [] : earlier!.past.slice(0, same + 1)
  const from = Math.max(
    0,
    known.findLastIndex(run => run !== undefined),
  )
  const { network, bias, write } = file
  const start = known[from] ?? beginRun(createAnyRun(one.spec, { network, bias, write }))
  const past: (AnyRun | undefined)[] = [...known.slice(0, from), start]
  const run = copyAnyRun(start)
  const at = (index: number): ReturnType<LiveRun['at']> => arrayAt(run, index)
  begin?.(known[from] === undefined ? 0 : start.frames.length, one.spec, at)
  let shown = known[from] === undefined ? 0 : run.frames.length
  const show = (step: number): void => {
    for (; shown < run.frames.length; shown++) frame?.(run.frames[shown], shown, step)
  }
  show(-1)
  let done = inputs.slice(0, from).reduce((sum, input) => sum + unrolled(input), 0)
  for (const [k, input] of inputs.entries()) {
    if (k < from) continue
    const begun = done
    const steps = one.steps.slice(begun, begun + unrolled(input))
    await runProgram(run, steps, {
      keepEnds: false,
      ...(signal === undefined ? {} : { signal }),
      progress(played) {
        show(k)
        progress?.(begun + played, one.steps.length)
      },
    })
    done += steps.length
    past.push(copyAnyRun(run))
    forget(past)
  }
  return {
    prepared,
    one,
    run,
    engine,
    past,
    warnings: () => warningsOf({ ...prepared, cases: [one] }, [[one, run]], undefined),
    at,
  }
}

function onEngine(one: PreparedCase, engine: ArrayEngine | undefined): PreparedCase {
  return engine === undefined ? one : { ...one, spec: { ...one.spec, engine } }
}

function arrayAt(run: AnyRun, index: number): ReturnType<LiveRun['at']> {
  if (isGatedRun(run))
    throw new OptionError('playLive', 'a device with a gate', 'a device with two terminals')
  const { spec, frames } = run
  const frame = frames[index]
  if (frame === undefined) throw new OptionError('playLive', `frame ${index}`, `0 to ${frames.length - 1}`)
  return { spec, states: spec.model.states.map(({ name }) => frame.quantities[`state-${name}`]) }
}

/** An array at rest is a frame too. */
function beginRun(run: AnyRun): AnyRun {
  if (isGatedRun(run)) keepStates(run, 'start')
  else keepStates(run, 'start')
  return run
}

/** How many steps one of a file is. */
function unrolled(input: StepInput): number {
  if (!isRepeat(input)) return 1
  return input.repeat * input.steps.reduce((sum, step) => sum + unrolled(step), 0)
}

function copyAnyRun(run: AnyRun): AnyRun {
  return isGatedRun(run) ? copyRun(run) : copyRun(run)
}

/** Lets the oldest states go but for those of the beginning, from which the program can be played again. */
function forget(past: (AnyRun | undefined)[]): void {
  const bytes = (run: AnyRun): number => run.states.reduce((sum, plane) => sum + plane.byteLength, 0)
  let room = MOST_BYTES
  for (let k = past.length - 1; k > 0; k--) {
    const run = past[k]
    if (run === undefined) return
    room -= bytes(run)
    if (room < 0) past[k] = undefined
  }
}
