import { HOST_MATRIX_ENGINE, type MatrixEngine } from '../../arrays/engine/open-matrix-engine.ts'
import { decodeCheckpoint } from '../../scenarios/learning/checkpoint.ts'
import { compareTrainings, costsOf } from '../../scenarios/learning/compare-trainings.ts'
import type { NetworkSettings } from '../../scenarios/learning/network-settings.ts'
import { removalsOf } from '../../scenarios/learning/removals.ts'
import { startNetwork, type Training, type TrainingData } from '../../scenarios/learning/train-network.ts'
import {
  planTraining,
  type TrainedJob,
  type TrainingPlanOptions,
  trainingOf,
} from '../../scenarios/learning/training-plan.ts'
import { transferNetwork } from '../../scenarios/learning/transfer-network.ts'
import { weightHistogram } from '../../scenarios/learning/weight-maps.ts'
import { readDeviceOf } from '../host/training.ts'
import { chooseOutputFolder, type OutputFolder } from '../output-folder.ts'
import { checkpointOf, takeCheckpoint } from './take-checkpoint.ts'
import type { TrainingReport, TransferSummary } from './training-report.ts'
import {
  foundCheckpoint,
  removeCheckpoints,
  removePartial,
  type TrainingWork,
  trainNumber,
} from './training-work.ts'
import { mayReplaceTraining, writeTrainingFolder } from './write-training-folder.ts'

export interface RunTrainingOptions extends TrainingPlanOptions {
  /** Folder to make; left out, runs/mnist, or -2, -3 ... where that exists. */
  readonly out?: string | undefined
  /** Replace an earlier training in that folder. @defaultValue false */
  readonly force?: boolean
}

export interface RunTrainingHooks {
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** Engine for the matrices of mini-batches and tests. @defaultValue this thread */
  readonly engine?: MatrixEngine
  /** Called once nothing stands in the way of the training. */
  readonly begun?: () => void
  /** Called where an interrupted training goes on. */
  readonly resumed?: (epoch: number, checkpoint: string) => void
  /** Does the trainings elsewhere, in any order. @defaultValue one after the other, here */
  readonly train?: TrainElsewhere
}

/** Does the trainings of a run; each result is given to `found` with its number. */
export type TrainElsewhere = (
  work: TrainingWork,
  found: (number: number, result: TrainedJob) => void,
) => Promise<void>

/** A training and where it was written. */
export interface TrainingRun {
  readonly report: TrainingReport
  readonly folder: string
}

/**
 * Trains a network over several seeds, beside an ideal synapse and a float network, and writes its folder: what `sneakpath train`
 * does. After every epoch the state of each training is kept beside the folder; the same call finds it and goes on, with the
 * same numbers as without the interruption. Of two at once each has checkpoints of its own.
 * @throws ConfigError for a folder that may not be written or a checkpoint that is another training's or that one runs with; RangeError for settings
 */
export async function runTraining(
  data: TrainingData,
  settings: NetworkSettings,
  { out, force = false, ...plan }: RunTrainingOptions = {},
  hooks: RunTrainingHooks = {},
): Promise<TrainingRun> {
  readDeviceOf(settings)
  const output = await chooseOutputFolder({ out, force, name: 'mnist', mayReplace: mayReplaceTraining })
  const { folder, release } = await takeCheckpoint(output)
  try {
    return await trainInto({ ...output, folder }, data, settings, { force, ...plan }, hooks)
  } finally {
    await release()
  }
}

async function trainInto(
  output: OutputFolder,
  data: TrainingData,
  settings: NetworkSettings,
  { force, ...plan }: TrainingPlanOptions & { readonly force: boolean },
  hooks: RunTrainingHooks,
): Promise<TrainingRun> {
  const { signal, resumed, engine = HOST_MATRIX_ENGINE } = hooks
  const started = new Date()
  const jobs = planTraining(settings, plan)
  const work: TrainingWork = {
    data,
    jobs,
    checkpoint: checkpointOf(output.folder),
    computed: computedOn(engine),
  }
  const kept = await foundCheckpoint(work, 0, signal)
  if (kept !== undefined) {
    const { records } = decodeCheckpoint(kept.bytes, kept.file, data, settings, work.computed)
    resumed?.(records.length - 1, kept.file)
  }
  hooks.begun?.()
  const results: TrainedJob[] = []
  const train = hooks.train ?? trainHere(hooks)
  await train(work, (number, result) => {
    results[number] = result
  }).finally(() => removePartial(work))
  const training = trainingOf(results[0], jobs[0], data, work.computed)
  const plain = results[jobs.findIndex(({ role }) => role === 'float')]
  const report: TrainingReport = {
    heading: headingOf(training, data),
    training,
    data,
    comparison: compareTrainings(jobs, results),
    histograms: {
      before: weightHistogram(startNetwork(data, training.network.settings)),
      after: weightHistogram(training.network),
      range: rangeOf(training),
      unit: training.network.device.unit,
    },
    ...(plan.costs === true ? { costs: costsOf(removalsOf(settings), jobs, results) } : {}),
    ...(plain === undefined ? {} : { transfer: transferSummary(data, settings, plain) }),
    engine: engine.report(),
  }
  const seconds = (Date.now() - started.getTime()) / 1000
  const clock = { started: started.toISOString(), seconds }
  const { numbered } = output
  const folder = await writeTrainingFolder(report, output.folder, clock, { force, numbered })
  await removeCheckpoints(work)
  return { report, folder }
}

function trainHere({ progress, signal, engine = HOST_MATRIX_ENGINE }: RunTrainingHooks): TrainElsewhere {
  return async (work, found) => {
    for (const number of work.jobs.keys()) {
      const result = await trainNumber(work, number, {
        products: engine.products,
        ...(signal === undefined ? {} : { signal }),
        progress: (done, total) => progress?.(number * total + done, work.jobs.length * total),
      })
      found(number, result)
    }
  }
}

/** Writes the weights of the float network into cells of the same arrays. */
function transferSummary(
  data: TrainingData,
  settings: NetworkSettings,
  { weights, accuracy: floatAccuracy }: TrainedJob,
): TransferSummary {
  const { accuracy, pulses, reads, joules, missed } = transferNetwork(weights!, data, settings)
  return { floatAccuracy, accuracy, pulses, reads, joules, missed }
}

function headingOf({ network: { sizes, device, settings } }: Training, { train }: TrainingData): string {
  return `${sizes.join('-')}, ${device.title}, ${settings.reading} reading; ${train.source}`
}

function rangeOf({ network }: Training): readonly [number, number] {
  const { low, high } = network.layers[0].cells.curve
  return [low, high]
}

/** Where sums are rounded alike: the backend, and with webgpu the adapter. */
function computedOn(engine: MatrixEngine): string {
  const { backend, adapter } = engine.report()
  return backend === 'webgpu' ? `${backend} on ${adapter}` : backend
}
