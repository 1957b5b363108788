import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HOST_MATRIX_ENGINE, type MatrixEngine } from '../../arrays/engine/open-matrix-engine.ts'
import { ablate } from '../../scenarios/learning/ablation.ts'
import { decodeCheckpoint, encodeCheckpoint } from '../../scenarios/learning/checkpoint.ts'
import { floatNetwork } from '../../scenarios/learning/float-network.ts'
import type { NetworkSettings } from '../../scenarios/learning/network-settings.ts'
import {
  startNetwork,
  type Training,
  type TrainingData,
  trainNetwork,
} from '../../scenarios/learning/train-network.ts'
import { transferNetwork } from '../../scenarios/learning/transfer-network.ts'
import { weightHistogram } from '../../scenarios/learning/weight-maps.ts'
import { fileError } from '../export/file-errors.ts'
import { readUserFile } from '../files/read-user-file.ts'
import { chooseOutputFolder } from '../output-folder.ts'
import type { TrainingReport, TransferSummary } from './training-report.ts'
import { mayReplaceTraining, writeTrainingFolder } from './write-training-folder.ts'

/** Cells and weight maps of the largest training. */
const MOST_CHECKPOINT_BYTES = 2 ** 28

export interface RunTrainingOptions {
  /** Folder to make; left out, runs/mnist, or -2, -3 ... where that exists. */
  readonly out?: string | undefined
  /** Replace an earlier training in that folder. @defaultValue false */
  readonly force?: boolean
  /** Train again without each non-ideality, and off-line with transfer. @defaultValue true */
  readonly compare?: boolean
}

export interface RunTrainingHooks {
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
  /** What multiplies the matrices of mini-batches and tests. @defaultValue this thread */
  readonly engine?: MatrixEngine
  /** Called where an interrupted training goes on. */
  readonly resumed?: (epoch: number, checkpoint: string) => void
}

/** A training and where it was written. */
export interface TrainingRun {
  readonly report: TrainingReport
  readonly folder: string
}

/**
 * Trains a network and writes its folder: what `sneakpath run mnist` does. After every epoch the state is kept in
 * `FOLDER.checkpoint`; the same call finds it and goes on, with the same numbers as without the interruption.
 * @throws ConfigError for a folder that may not be written or a checkpoint of another training; RangeError for settings
 */
export async function runTraining(
  data: TrainingData,
  settings: NetworkSettings,
  { out, force = false, compare = true }: RunTrainingOptions = {},
  { progress, signal, resumed, engine = HOST_MATRIX_ENGINE }: RunTrainingHooks = {},
): Promise<TrainingRun> {
  const started = new Date()
  const output = await chooseOutputFolder({ out, force, name: 'mnist', mayReplace: mayReplaceTraining })
  const checkpoint = `${output.folder.replace(/[/\\]+$/, '')}.checkpoint`
  const computed = computedOn(engine)
  const resume = existsSync(checkpoint)
    ? decodeCheckpoint(
        await readUserFile(checkpoint, MOST_CHECKPOINT_BYTES, 'a checkpoint', signal),
        checkpoint,
        data,
        settings,
        computed,
      )
    : undefined
  if (resume !== undefined) resumed?.(resume.records.length - 1, checkpoint)
  const hooks = {
    products: engine.products,
    ...(signal === undefined ? {} : { signal }),
    ...(progress === undefined ? {} : { progress }),
  }
  const training = await trainNetwork(data, settings, {
    ...hooks,
    ...(resume === undefined ? {} : { resume }),
    epochDone: state => keepCheckpoint(checkpoint, encodeCheckpoint(state, data, computed)),
  })
  const { accuracy } = training.records.at(-1)!
  const report: TrainingReport = {
    heading: headingOf(training, data),
    training,
    data,
    histograms: {
      before: weightHistogram(startNetwork(data, training.network.settings)),
      after: weightHistogram(training.network),
      range: rangeOf(training),
      unit: training.network.device.unit,
    },
    ...(compare
      ? {
          ablation: await ablate(data, settings, accuracy, hooks),
          transfer: transferSummary(data, settings),
        }
      : {}),
    engine: engine.report(),
  }
  const seconds = (Date.now() - started.getTime()) / 1000
  const clock = { started: started.toISOString(), seconds }
  const { numbered } = output
  const folder = await writeTrainingFolder(report, output.folder, clock, { force, numbered })
  await rm(checkpoint, { force: true })
  return { report, folder }
}

/** Trains in float64 and writes the weights into cells of the same arrays. */
function transferSummary(data: TrainingData, settings: NetworkSettings): TransferSummary {
  const plain = floatNetwork(data, settings)
  const { accuracy, pulses, reads, joules, missed } = transferNetwork(plain.weights, data, settings)
  return { floatAccuracy: plain.accuracies.at(-1)!, accuracy, pulses, reads, joules, missed }
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

/** Whole or not at all: a killed program leaves the checkpoint of the epoch before. */
async function keepCheckpoint(file: string, bytes: Uint8Array): Promise<void> {
  const partial = `${file}.partial-${process.pid}`
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(partial, bytes)
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw fileError(error, file)
  }
}
