import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import type { SolveLog } from '../../arrays/crossbar/solve-log.ts'
import { type ArrayEngine, type EngineReport, FLOAT64_REPORT } from '../../arrays/engine/array-engine.ts'
import type { BackendName } from '../../arrays/engine/backends.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { isGated } from '../../arrays/gated/any-array.ts'
import { ownValue } from '../../arrays/own-value.ts'
import { type Plane, planeOf } from '../../arrays/plane.ts'
import { type AnyRun, type ArrayRun, createArrayRun, isGatedRun } from '../../arrays/program/array-run.ts'
import type { Frame } from '../../arrays/program/program.ts'
import type { Trace } from '../../arrays/program/record/record-request.ts'
import { runProgram } from '../../arrays/program/run-program.ts'
import { type Step, withoutRecords } from '../../arrays/program/step.ts'
import { besideSteps, playBeside, type ScenarioBeside } from '../beside/play-beside.ts'
import type { Figure } from '../figures/evaluate-figures.ts'
import { runFigures } from '../figures/run-figures.ts'
import type { RunSettings } from '../file/apply-settings.ts'
import { imageInputs } from '../file/images.ts'
import { type PreparedCase, spreadCase } from '../file/prepare-case.ts'
import { type PreparedScenario, prepareScenario } from '../file/prepare-scenario.ts'
import type { Scenario } from '../file/scenario.ts'
import type { ScenarioFile } from '../file/scenario-file.ts'
import { requireTwoTerminal, type TwoTerminalCase } from '../file/two-terminal.ts'
import { type SneakNumbers, sneakNumbers } from '../sneak/sneak-numbers.ts'
import { caseFrames, caseReads, type Named } from './case-frames.ts'
import { tracesOf } from './case-traces.ts'
import { checkMaps } from './check-maps.ts'
import { frameLabel } from './frame-label.ts'
import { type CaseHelper, playCases, workOfCases } from './play-cases.ts'
import type { QuantityInfo } from './quantities/output-quantity.ts'
import { warningsOf } from './run-warnings.ts'

export interface RunHooks {
  /** Called as the program advances. */
  readonly progress?: (done: number, total: number) => void
  /** Stops the run between two steps; the run then rejects with its reason. */
  readonly signal?: AbortSignal
  /** The backend: an engine that is there already, or the name of one to open for this run. @defaultValue 'float64' */
  readonly engine?: ArrayEngine | BackendName
  /** Lends other threads for the cases of a run. @param work about the cells times the pulses and reads of lines that there are */
  readonly helpers?: (work: number) => readonly CaseHelper[]
  /** Whether the sneak numbers of a crossbar are computed; they take some reads more. @defaultValue true */
  readonly sneak?: boolean
}

/** One quantity over all frames; planes are [word lines, bit lines], NaN where there is no value. */
export interface ScenarioQuantity extends QuantityInfo {
  readonly name: string
  readonly planes: readonly Plane[]
}

/** Energy of one case, J. */
export interface CaseEnergy {
  readonly delivered: number
  readonly cells: number
  readonly wires: number
  readonly drivers: number
  readonly stored: number
  /** (delivered - dissipated - stored) over the sum of their magnitudes. */
  readonly balance: number
}

export interface CaseReport {
  readonly name: string
  /** Seconds of the program. */
  readonly programSeconds: number
  readonly energy: CaseEnergy
  readonly solver: SolveLog
  /** Time steps of the state equations. */
  readonly timeSteps: number
}

export interface ScenarioResult {
  /** The scenario as it ran, every setting resolved, SI. */
  readonly file: ScenarioFile
  readonly size: readonly [number, number]
  /** Names of rows and columns, where not word and bit lines. */
  readonly lines?: readonly [rows: string, columns: string]
  readonly device: string
  readonly frames: readonly { readonly label: string; readonly timeS: number }[]
  readonly quantities: readonly ScenarioQuantity[]
  /** Indices of the frames for the contact sheet, where the scenario names them. */
  readonly sheet?: readonly number[]
  readonly figures: Readonly<Record<string, Figure>>
  readonly cases: readonly CaseReport[]
  /** Sneak numbers of each case; absent where cells are wired alone. */
  readonly sneak?: readonly SneakNumbers[]
  /** The same array as a passive crossbar; absent where it was not asked for. */
  readonly beside?: ScenarioBeside
  /** Records over time. */
  readonly traces: readonly Trace[]
  readonly warnings: readonly string[]
  /** Engine of the states and the networks. */
  readonly engine: EngineReport
}

const SNEAK_PATH_QUANTITIES: ReadonlySet<string> = new Set([
  'read-conductance',
  'sneak-share',
  'disturbance',
  'read-margin',
])

const HOOK_NAMES: OptionNames<Required<RunHooks>> = {
  progress: true,
  signal: true,
  engine: true,
  helpers: true,
  sneak: true,
}

/**
 * Runs a scenario.
 * @throws ConfigError for a mistake in the file or the settings, SolverError where a network has no answer, the reason of the
 * signal when it is aborted
 */
export async function runScenario(
  scenario: Scenario,
  settings: RunSettings = {},
  hooks: RunHooks = {},
): Promise<ScenarioResult> {
  checkOptionKeys('runScenario', hooks, HOOK_NAMES)
  const prepared = await prepareScenario(scenario, settings, hooks.signal)
  const said = biasNotice(prepared, settings)
  const { engine: wanted = 'float64' } = hooks
  const engine =
    typeof wanted === 'string'
      ? await scenario.host.openEngine(wanted, prepared.size[0] * prepared.size[1])
      : wanted
  try {
    const result = await runPrepared(prepared, hooks, engine)
    return { ...result, warnings: [...result.warnings, ...said] }
  } finally {
    if (typeof wanted === 'string') await engine?.close()
  }
}

/** Reads of a program may have a bias of their own, which the setting does not change: it says so. */
function biasNotice({ cases, file }: PreparedScenario, { bias }: RunSettings): string[] {
  if (bias === undefined) return []
  const own = cases.flatMap(({ steps }) =>
    steps.flatMap(step =>
      [...step.applied()].flatMap(({ by, bias: each }) =>
        by === 'read' && each !== undefined ? [each] : [],
      ),
    ),
  )
  const other = own.find(each => each !== bias)
  if (other === undefined) return []
  return [
    `the bias ${bias} is that of the writes; reads of ${file.name} keep the one of its program, ${other}`,
  ]
}

async function runPrepared(
  prepared: PreparedScenario,
  hooks: RunHooks,
  engine: ArrayEngine | undefined,
): Promise<ScenarioResult> {
  const { file, document, images, size, known } = prepared
  checkMaps(
    prepared.cases.map(({ steps }) => steps),
    size,
    document,
  )
  const cases = prepared.cases.map(one => {
    const spread = spreadCase(one, file, file.seed)
    return engine === undefined ? spread : { ...spread, spec: { ...spread.spec, engine } }
  })

  const own = cases.reduce((sum, one) => sum + one.steps.length, 0)
  const total = own + besideSteps(file, cases, size[0] * size[1])
  const { network, bias, write } = file
  const lent = engine === undefined && cases.length > 1 ? hooks.helpers?.(workOfCases(prepared)) : undefined
  const played = await playCases(
    cases,
    { network, bias, write },
    {
      progress: done => hooks.progress?.(done, total),
      signal: hooks.signal,
      helpers: (lent ?? []).slice(0, cases.length - 1),
    },
  )
  const runs = cases.map((one, k): [PreparedCase, AnyRun] => [one, played[k]])
  let before = own
  const playCrossbar = async (run: ArrayRun, steps: readonly Step[]): Promise<ArrayRun> => {
    await runProgram(run, steps, {
      progress: done => hooks.progress?.(before + done, total),
      ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
    })
    before += steps.length
    return run
  }
  const unitOf = (quantity: string): string => ownValue(known, quantity)?.unit ?? '1'
  const frames = runs.flatMap(([one, array]) => caseFrames(one.name, array, file))
  const source = {
    frames,
    reads: runs.flatMap(([one, array]) => caseReads(one.name, array)),
    images,
    unitOf,
  }
  const figures = runFigures(file.figures, source, document)
  const ungated = runs.flatMap(([one, run]): [TwoTerminalCase, ArrayRun][] =>
    isGatedRun(run) ? [] : [[requireTwoTerminal(one, document, 'a passive crossbar'), run]],
  )
  const beside = await playBeside(
    file,
    ungated,
    (one, how) => playCrossbar(createArrayRun(one.spec, how), withoutRecords(one.steps)),
    source,
  )
  const quantities = keptOutputs(file).flatMap(name => keepQuantity(name, known[name], frames, size))
  if (quantities.length === 0) {
    const found = `${file.outputs.join(', ')}, which no frame of the program has`
    throw new ConfigError(document.place(['outputs']), found, 'conductance, or a step that shows one of them')
  }
  return {
    file: { ...file, array: { ...file.array, size: [size[0], size[1]] }, images: imageInputs(images, size) },
    size,
    ...(isGated(cases[0].spec) ? { lines: ['gate and drain line', 'source line'] as const } : {}),
    device: cases[0].spec.model.name,
    frames: frames.map(({ name, timeS }) => ({ label: frameLabel(name), timeS })),
    quantities,
    ...(file.sheet === undefined ? {} : { sheet: sheetFrames(file.sheet, frames, document) }),
    figures,
    cases: runs.map(([one, array]) => caseReport(one.name, array)),
    ...(network === 'crossbar' && hooks.sneak !== false
      ? { sneak: runs.map(([one, run]) => sneakNumbers(run, one.name, one.steps)) }
      : {}),
    ...(beside === undefined ? {} : { beside }),
    traces: tracesOf(runs),
    warnings: warningsOf(prepared, runs, beside),
    engine: engine?.report() ?? FLOAT64_REPORT,
  }
}

function sheetFrames(
  names: readonly string[],
  frames: readonly Named<Frame>[],
  document: SourceDocument,
): number[] {
  return names.map((name, k) => {
    const index = frames.findIndex(frame => frame.name === name)
    if (index < 0) {
      const known = [...new Set(frames.map(frame => frame.name))]
      throw new ConfigError(
        document.place(['sheet', k]),
        `frame "${name}"`,
        expectedName(name, known.slice(0, 12)),
      )
    }
    return index
  })
}

/** Sneak paths do nothing where every cell is wired alone: their maps are left out, unless nothing else is asked for. */
function keptOutputs({ outputs, network }: ScenarioFile): string[] {
  const kept = outputs.filter(name => network === 'crossbar' || !SNEAK_PATH_QUANTITIES.has(name))
  return kept.length === 0 ? outputs : kept
}

function keepQuantity(
  name: string,
  info: QuantityInfo,
  frames: readonly Frame[],
  size: readonly [number, number],
): ScenarioQuantity[] {
  const empty = new Float64Array(size[0] * size[1]).fill(Number.NaN)
  const planes = frames.map(frame => ownValue(frame.quantities, name) ?? empty)
  return planes.some(plane => plane !== empty)
    ? [{ name, ...info, planes: planes.map(plane => planeOf(plane, size)) }]
    : []
}

function caseReport(name: string, array: AnyRun): CaseReport {
  const { delivered, cells, wires, drivers, stored } = array.meter
  return {
    name,
    programSeconds: array.time,
    energy: { delivered, cells, wires, drivers, stored, balance: array.meter.balance() },
    solver: array.recorder.log(),
    timeSteps: array.steps,
  }
}
