import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { HOST_MATRIX_ENGINE, type MatrixEngine } from '../../arrays/engine/open-matrix-engine.ts'
import { ConfigError } from '../../arrays/errors.ts'
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
import { numberedName } from '../export/replace-folder.ts'
import { readUserFile } from '../files/read-user-file.ts'
import { chooseOutputFolder, type OutputFolder } from '../output-folder.ts'
import { type OwnCheckpoint, ownCheckpoint } from './own-checkpoint.ts'
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
 * `FOLDER.checkpoint`; the same call finds it and goes on, with the same numbers as without the interruption. Of two at once each has
 * a checkpoint of its own.
 * @throws ConfigError for a folder that may not be written, or a checkpoint that is another training's or that one runs with; RangeError for settings
 */
export async function runTraining(
  data: TrainingData,
  settings: NetworkSettings,
  { out, force = false, compare = true }: RunTrainingOptions = {},
  hooks: RunTrainingHooks = {},
): Promise<TrainingRun> {
  const output = await chooseOutputFolder({ out, force, name: 'mnist', mayReplace: mayReplaceTraining })
  const { folder, release } = await takeCheckpoint(output)
  try {
    return await trainInto({ ...output, folder }, data, settings, { force, compare }, hooks)
  } finally {
    await release()
  }
}

async function trainInto(
  output: OutputFolder,
  data: TrainingData,
  settings: NetworkSettings,
  { force, compare }: Required<Omit<RunTrainingOptions, 'out'>>,
  { progress, signal, resumed, engine = HOST_MATRIX_ENGINE }: RunTrainingHooks,
): Promise<TrainingRun> {
  const started = new Date()
  const checkpoint = checkpointOf(output.folder)
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
  const shared = {
    products: engine.products,
    ...(signal === undefined ? {} : { signal }),
    ...(progress === undefined ? {} : { progress }),
  }
  const training = await trainNetwork(data, settings, {
    ...shared,
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
          ablation: await ablate(data, settings, accuracy, shared),
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

function checkpointOf(folder: string): string {
  return `${folder.replace(/[/\\]+$/, '')}.checkpoint`
}

/** The checkpoint of the folder for this training alone; where the user named none, the next number whose checkpoint is free. */
async function takeCheckpoint({
  folder,
  numbered,
}: OutputFolder): Promise<OwnCheckpoint & { readonly folder: string }> {
  for (let number = 1; ; number++) {
    const wanted = numbered === undefined ? folder : numberedName(numbered, number)
    if (numbered !== undefined && existsSync(wanted)) continue
    const checkpoint = checkpointOf(wanted)
    const own = await ownCheckpoint(checkpoint)
    if (own !== undefined) return { ...own, folder: wanted }
    if (numbered === undefined) {
      const expected = `another --out; or remove ${checkpoint}.owner where none runs`
      throw new ConfigError({ file: checkpoint }, 'a training that runs with it', expected)
    }
  }
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
