import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { drawFaults } from '../../arrays/crossbar/draw-faults.ts'
import { varyParameters } from '../../arrays/crossbar/vary-parameters.ts'
import { type ArrayEngine, type EngineReport, FLOAT64_REPORT } from '../../arrays/engine/array-engine.ts'
import type { BackendName } from '../../arrays/engine/backends.ts'
import { kernelObstacle } from '../../arrays/engine/gpu-obstacle.ts'
import { programInFloat64 } from '../../arrays/engine/program-in-float64.ts'
import { ConfigError, OptionError } from '../../arrays/errors.ts'
import { ownValue } from '../../arrays/own-value.ts'
import type { ReadSettings } from '../../arrays/program/program.ts'
import type { RunSettings } from '../file/apply-settings.ts'
import { type PreparedScenario, prepareScenario } from '../file/prepare-scenario.ts'
import type { Scenario } from '../file/scenario.ts'
import type { ScenarioFile } from '../file/scenario-file.ts'
import type { TwoTerminalCase } from '../file/two-terminal.ts'
import { batchObstacle, checkBatch, isPlain } from './check-batch.ts'
import type { BatchMeans, DrawnBatch } from './drawn-batch.ts'
import { isolatedProgram } from './isolated-program.ts'
import { playCrossbars } from './play-crossbars.ts'

export interface BatchOptions {
  /** Arrays; sample k is drawn as a run with the scenario's seed + k draws its array. */
  readonly samples: number
  /** Name of the case; the first unless given. */
  readonly case?: string
  /** @defaultValue 'float64' */
  readonly engine?: ArrayEngine | BackendName
}

/** One read of all samples. */
export interface BatchRead {
  readonly label: string
  readonly timeS: number
  /** Mean conductance of the pixels of each image in each sample, S. */
  readonly means: Readonly<Record<string, Float64Array>>
}

export interface BatchResult {
  readonly samples: number
  readonly reads: readonly BatchRead[]
  readonly engine: EngineReport
  /** Clock seconds: drawing the parameters, and all else. */
  readonly seconds: { readonly draw: number; readonly run: number }
}

const NAMES: OptionNames<Required<BatchOptions>> = {
  samples: true,
  case: true,
  engine: true,
}

/**
 * Runs one case of a scenario on many arrays at once, which differ by the variability of their cells: a Monte Carlo study as
 * one batch, of cells wired alone or of passive crossbars, behind access elements or not. Crossbars side by side take the
 * same time steps and agree with runs of their own to 1e-4 of a mean.
 * @throws ConfigError for a scenario that is no such batch, GpuError where a GPU fails
 */
export async function runBatch(
  scenario: Scenario,
  settings: RunSettings,
  options: BatchOptions,
): Promise<BatchResult> {
  checkOptionKeys('runBatch', options, NAMES)
  const { samples, engine: wanted = 'float64' } = options
  if (!(Number.isInteger(samples) && samples > 0))
    throw new OptionError('runBatch', `${samples} samples`, 'a whole number from 1')
  const prepared = await prepareScenario(scenario, settings)
  const { file, images, size } = prepared
  const one = checkBatch(prepared, options.case)
  const before = performance.now()
  const drawn = drawBatch(one, file, images, samples)
  const afterDraw = performance.now()
  const backend = inFloat64(prepared, one, wanted) ? 'float64' : wanted
  const engine =
    typeof backend === 'string'
      ? await scenario.host.openEngine(backend, size[0] * size[1] * samples)
      : backend
  try {
    const kernels = engine === undefined || kernelObstacle(one.spec.model) === undefined
    const play = file.network === 'isolated' && isPlain(one) && kernels ? playIsolated : playCrossbars
    const { reads, means } = await play(drawn, engine)
    const names = groupNames(images)
    return {
      samples,
      reads: reads.map((read, r) => ({
        ...read,
        means: Object.fromEntries(
          names.map((name, g) => [
            name,
            Float64Array.from({ length: samples }, (_, s) => means[r][s * names.length + g]),
          ]),
        ),
      })),
      engine: engine?.report() ?? FLOAT64_REPORT,
      seconds: { draw: (afterDraw - before) / 1000, run: (performance.now() - afterDraw) / 1000 },
    }
  } finally {
    if (typeof wanted === 'string') await engine?.close()
  }
}

/**
 * Whether a batch runs in float64 whatever is fastest: what no kernel and no shader computes.
 * @throws ConfigError where something else was asked for by name
 */
function inFloat64(
  { file, document }: PreparedScenario,
  one: TwoTerminalCase,
  wanted: ArrayEngine | BackendName,
): boolean {
  const backend = typeof wanted === 'string' ? wanted : wanted.report().backend
  const obstacle = batchObstacle(one, file.network, backend === 'auto' ? 'webgpu' : backend)
  if (obstacle === undefined) return backend === 'float64'
  if (backend === 'auto') return true
  const other = batchObstacle(one, file.network, 'webgpu') === undefined ? 'webgpu or float64' : 'float64'
  throw new ConfigError(document.place(['array']), obstacle, `the backend ${other}`)
}

async function playIsolated(drawn: DrawnBatch, engine: ArrayEngine | undefined): Promise<BatchMeans> {
  const { one, samples, parameters, groups } = drawn
  // Reads of single pixels are left out; what they do to the states is not.
  const whole = { read: ({ only }: ReadSettings) => only === undefined, write: () => false }
  const { patterns, events, reads } = isolatedProgram(one.spec, one.steps, whole)
  const { model, size, initial } = one.spec
  const cells = size[0] * size[1]
  const batch = { model, cells, samples, patterns, events, parameters, initial, groups }
  return { reads, means: engine === undefined ? programInFloat64(batch) : engine.runProgram(batch) }
}

/** Names of the images with pixels; all cells where there is none. */
function groupNames(images: Readonly<Record<string, Float64Array>>): string[] {
  const names = Object.keys(images).filter(name => images[name].some(level => level >= 0.5))
  return names.length === 0 ? ['all'] : names
}

function drawBatch(
  one: TwoTerminalCase,
  { variability, seed, network, bias, write }: ScenarioFile,
  images: Readonly<Record<string, Float64Array>>,
  samples: number,
): DrawnBatch {
  const { spec, array } = one
  const cells = spec.size[0] * spec.size[1]
  const varied = (name: string): boolean => (ownValue(variability, name) ?? 0) !== 0
  const parameters = spec.parameters.map((values, p) =>
    values.length === 1 && !varied(spec.model.parameters[p].name)
      ? values
      : new Float64Array(samples * cells),
  )
  for (let sample = 0; sample < samples; sample++) {
    varyParameters(spec, variability, seed + sample, array).parameters.forEach((values, p) => {
      if (parameters[p].length > 1) parameters[p].set(values, sample * cells)
    })
  }
  const groups = groupNames(images).map(name =>
    (ownValue(images, name) ?? new Float64Array(cells).fill(1)).map(level => (level >= 0.5 ? 1 : 0)),
  )
  const settings = { network, bias, write }
  return { one, settings, samples, parameters, ...drawStuck(one, seed, samples), groups }
}

/** Stuck cells of all samples: those of the file, or drawn where it gives shares. */
function drawStuck(
  { spec, array }: TwoTerminalCase,
  seed: number,
  samples: number,
): Pick<DrawnBatch, 'stuck'> {
  const { stuck, faults, size } = spec
  if (stuck === undefined && faults === undefined) return {}
  const all = new Float64Array(samples * size[0] * size[1])
  for (let sample = 0; sample < samples; sample++) {
    const own = faults === undefined ? stuck! : drawFaults(faults, size, seed + sample, array)
    all.set(own, sample * own.length)
  }
  return { stuck: all }
}
