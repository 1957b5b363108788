import { SolverError } from '../../../arrays/errors.ts'
import { ownValue } from '../../../arrays/own-value.ts'
import { type AnyRun, createAnyRun, isGatedRun } from '../../../arrays/program/array-run.ts'
import type { ProgramSettings } from '../../../arrays/program/program.ts'
import { runProgram } from '../../../arrays/program/run-program.ts'
import { type Step, withoutRecords } from '../../../arrays/program/step.ts'
import { runFigures } from '../../../scenarios/figures/run-figures.ts'
import { type PreparedCase, spreadCase } from '../../../scenarios/file/prepare-case.ts'
import type { PreparedScenario } from '../../../scenarios/file/prepare-scenario.ts'
import { requireTwoTerminal } from '../../../scenarios/file/two-terminal.ts'
import { caseFrames, caseReads } from '../../../scenarios/run/case-frames.ts'
import type { RunHooks } from '../../../scenarios/run/run-scenario.ts'
import { type SneakNumbers, sneakNumbers } from '../../../scenarios/sneak/sneak-numbers.ts'
import type { MapInput, StudyFile } from '../file/study-file.ts'
import { isOfCrossbar, type RunFigureName, runFigure } from './run-figures.ts'
import type { Wanted } from './study-figures.ts'

/** Results of one run of a study. */
export interface PointResult {
  /** In the order of the study's figures, SI; NaN where the run gives none. */
  readonly figures: readonly number[]
  /** In the order of the study's maps, N*M values each; empty where the run has no answer. */
  readonly maps: readonly Float64Array[]
  /** Why the run has no answer. */
  readonly failure?: string
}

/**
 * Runs a prepared scenario with one seed and keeps what the study wants; what it does not want is not computed.
 * A network without an answer is a result too.
 * @throws ConfigError for a figure that the run does not give; the signal's reason when it is aborted
 */
export async function runPoint(
  prepared: PreparedScenario,
  study: Pick<StudyFile, 'figures' | 'maps'>,
  wanted: Wanted,
  seed: number,
  hooks: RunHooks = {},
): Promise<PointResult> {
  try {
    return await computePoint(prepared, study, wanted, seed, hooks)
  } catch (error) {
    if (!(error instanceof SolverError)) throw error
    return { figures: study.figures.map(() => Number.NaN), maps: [], failure: error.message }
  }
}

async function computePoint(
  { file, document, images, known, cases }: PreparedScenario,
  { figures, maps }: Pick<StudyFile, 'figures' | 'maps'>,
  wanted: Wanted,
  seed: number,
  hooks: RunHooks,
): Promise<PointResult> {
  const { network, bias, write } = file
  const ofCrossbar = wanted.runFigures.some(isOfCrossbar)
  const besideName = file.beside?.case ?? cases.at(-1)!.name
  const besideRuns = ofCrossbar && network === 'isolated'
  const played = cases.filter(({ name }) => wanted.cases.has(name) || (ofCrossbar && name === besideName))
  const total = played.reduce(
    (sum, one) => sum + one.steps.length * (besideRuns && one.name === besideName ? 2 : 1),
    0,
  )
  let before = 0
  const play = async (one: PreparedCase, settings: ProgramSettings): Promise<AnyRun> => {
    const array = createAnyRun(one.spec, settings)
    await runProgram(array, one.steps, {
      progress: done => hooks.progress?.(before + done, total),
      ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
    })
    before += one.steps.length
    return array
  }
  const keep = keptOf(wanted)
  const runs = new Map<string, AnyRun>()
  let report: SneakNumbers | undefined
  for (const one of played) {
    const drawn = spreadCase({ ...one, steps: neededSteps(one, wanted) }, file, seed)
    if (wanted.cases.has(one.name) || !besideRuns)
      runs.set(one.name, await play(drawn, { network, bias, write, keep }))
    if (one.name !== besideName || !ofCrossbar) continue
    const besideBias = file.beside?.bias ?? bias
    requireTwoTerminal(one, document, 'the figures of a passive crossbar')
    const crossbar = besideRuns
      ? await play(drawn, { network: 'crossbar', bias: besideBias, write, keep })
      : runs.get(one.name)!
    if (isGatedRun(crossbar)) continue
    report = sneakNumbers(crossbar, one.name, one.steps)
  }
  const outputs = [...wanted.quantities]
  const source = {
    frames: [...runs].flatMap(([name, array]) => caseFrames(name, array, { network, bias, outputs })),
    reads: [...runs].flatMap(([name, array]) => caseReads(name, array)),
    images,
    unitOf: (quantity: string) => ownValue(known, quantity)?.unit ?? '1',
  }
  const own = runFigures(wanted.specs, source, document, file.figures)
  return {
    figures: figures.map(
      name => ownValue(own, name)?.value ?? runFigure(name as RunFigureName, [...runs.values()], report),
    ),
    maps: maps.map(map => mapOf(map, source.frames, file.array.size)),
  }
}

function keptOf({ runFigures, quantities }: Wanted): NonNullable<ProgramSettings['keep']> {
  const disturbance = runFigures.some(name => name.endsWith('disturbance')) || quantities.has('disturbance')
  return { energy: runFigures.includes('energy'), disturbance }
}

/** Without records, and without the frames that nothing is taken from; which write a frame shows and which one is last matters to two quantities. */
function neededSteps({ name, steps }: PreparedCase, { frames, quantities }: Wanted): readonly Step[] {
  const all = quantities.has('disturbance') || quantities.has('read-margin')
  return withoutRecords(steps).map(step => {
    if (all || !step.frame) return step
    return { ...step, frame: frames.has(name === '' ? step.label : `${name}/${step.label}`) }
  })
}

/** The plane of a map; nothing where its frame was not kept. */
export function mapOf(
  { of, frame }: MapInput,
  frames: readonly { readonly name: string; readonly quantities: Readonly<Record<string, Float64Array>> }[],
  size: readonly [number, number],
): Float64Array {
  const plane = ownValue(frames.findLast(one => one.name === frame)?.quantities ?? {}, of)
  return plane ?? new Float64Array(size[0] * size[1]).fill(Number.NaN)
}
