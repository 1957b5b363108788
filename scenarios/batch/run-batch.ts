import { varyParameters } from '../../arrays/crossbar/vary-parameters.ts'
import {
  type ArrayEngine,
  type EngineReport,
  FLOAT64_REPORT,
  type ProgramBatch,
} from '../../arrays/engine/array-engine.ts'
import type { BackendName } from '../../arrays/engine/backends.ts'
import { openEngine } from '../../arrays/engine/open-engine.ts'
import { programInFloat64 } from '../../arrays/engine/program-in-float64.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { RunSettings } from '../apply-settings.ts'
import type { Scenario } from '../load-scenario.ts'
import type { PreparedCase } from '../prepare-case.ts'
import { prepareScenario } from '../prepare-scenario.ts'
import { type RecordedProgram, recordEvents } from './record-events.ts'

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

/**
 * Runs one case of a scenario on many arrays at once, which differ by the variability of their cells: a Monte Carlo study as
 * one batch. The cells have to be wired alone, and the device may not store charge.
 * @throws ConfigError for a scenario that is no such batch, DeviceError where a device fails
 */
export async function runBatch(
  scenario: Scenario,
  settings: RunSettings,
  options: BatchOptions,
): Promise<BatchResult> {
  const { samples, engine: wanted = 'float64' } = options
  if (!(Number.isInteger(samples) && samples > 0))
    throw new RangeError(`runBatch: found ${samples} samples; expected a whole number from 1`)
  const { file, document, images, cases, size } = await prepareScenario(scenario, settings)
  const one = cases.find(({ name }) => options.case === undefined || name === options.case)
  if (one === undefined) {
    const names = cases.map(({ name }) => name).join(', ')
    throw new ConfigError(document.place(['cases']), `no case "${options.case}"`, `one of ${names}`)
  }
  const { spec } = one
  if (file.network !== 'isolated' || spec.access.kind !== 'none' || spec.stuck !== undefined)
    throw new ConfigError(
      document.place(['network']),
      file.network,
      'isolated cells, none stuck, for a batch',
    )
  if (spec.model.storage !== undefined || spec.model.states.length === 0) {
    throw new ConfigError(
      document.place(['array', 'cells', 'device']),
      spec.model.name,
      'a device with states that does not store charge, for a batch',
    )
  }
  if (file.cycleVariability > 0) {
    throw new ConfigError(
      document.place(['cycleVariability']),
      String(file.cycleVariability),
      '0 for a batch, whose arrays share their pulses',
    )
  }
  const program = await recordEvents(one)
  const before = performance.now()
  const batch = drawBatch(one, program, images, file.variability, file.seed, samples)
  const drawn = performance.now()
  const engine = typeof wanted === 'string' ? await openEngine(wanted, size[0] * size[1] * samples) : wanted
  try {
    const means = engine === undefined ? programInFloat64(batch) : engine.runProgram(batch)
    const names = groupNames(images)
    return {
      samples,
      reads: program.reads.map((read, r) => ({
        ...read,
        means: Object.fromEntries(
          names.map((name, g) => [
            name,
            Float64Array.from({ length: samples }, (_, s) => means[r]![s * names.length + g]!),
          ]),
        ),
      })),
      engine: engine?.report() ?? FLOAT64_REPORT,
      seconds: { draw: (drawn - before) / 1000, run: (performance.now() - drawn) / 1000 },
    }
  } finally {
    if (typeof wanted === 'string') await engine?.close()
  }
}

/** Names of the images with pixels; all cells where there is none. */
function groupNames(images: Readonly<Record<string, Float64Array>>): string[] {
  const names = Object.keys(images).filter(name => images[name]!.some(level => level >= 0.5))
  return names.length === 0 ? ['all'] : names
}

function drawBatch(
  { spec, array }: PreparedCase,
  { patterns, events }: RecordedProgram,
  images: Readonly<Record<string, Float64Array>>,
  variability: Readonly<Record<string, number>>,
  seed: number,
  samples: number,
): ProgramBatch {
  const cells = spec.size[0] * spec.size[1]
  const varied = (name: string): boolean => (variability[name] ?? 0) !== 0
  const parameters = spec.parameters.map((values, p) =>
    values.length === 1 && !varied(spec.model.parameters[p]!.name)
      ? values
      : new Float64Array(samples * cells),
  )
  for (let sample = 0; sample < samples; sample++) {
    varyParameters(spec, variability, seed + sample, array).parameters.forEach((values, p) => {
      if (parameters[p]!.length > 1) parameters[p]!.set(values, sample * cells)
    })
  }
  return {
    model: spec.model,
    cells,
    samples,
    patterns,
    events,
    parameters,
    initial: spec.initial,
    groups: groupNames(images).map(name =>
      (images[name] ?? new Float64Array(cells).fill(1)).map(level => (level >= 0.5 ? 1 : 0)),
    ),
  }
}
