import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { TrainingData, TrainingHooks } from '../../scenarios/learning/train-network.ts'
import { runTrainingJob, type TrainedJob, type TrainingJob } from '../../scenarios/learning/training-plan.ts'
import { fileError } from '../export/file-errors.ts'
import { readUserFile } from '../files/read-user-file.ts'
import { readDeviceOf } from '../host/training.ts'

/** Cells and weight maps of the largest training. */
const MOST_CHECKPOINT_BYTES = 2 ** 28

/** The trainings of a run. */
export interface TrainingWork {
  readonly data: TrainingData
  readonly jobs: readonly TrainingJob[]
  /** File of the first one's state after every epoch; those of the others have their number behind it. Left out, none is kept. */
  readonly checkpoint?: string
  /** Name of the matrix engine in checkpoints. */
  readonly computed: string
}

/** File of the state of a training. */
function checkpointOf({ checkpoint }: TrainingWork, number: number): string | undefined {
  return checkpoint === undefined || number === 0 ? checkpoint : `${checkpoint}-${number + 1}`
}

/** Those of all trainings. */
function checkpointsOf(work: TrainingWork): string[] {
  return [...work.jobs.keys()].flatMap(number => checkpointOf(work, number) ?? [])
}

/** The state of a training that was interrupted; undefined where there is none. */
export async function foundCheckpoint(
  work: TrainingWork,
  number: number,
  signal?: AbortSignal,
): Promise<{ readonly bytes: Uint8Array; readonly file: string } | undefined> {
  const file = checkpointOf(work, number)
  if (file === undefined || !existsSync(file)) return undefined
  return { bytes: await readUserFile(file, MOST_CHECKPOINT_BYTES, 'a checkpoint', signal), file }
}

/**
 * Does one training of a run, from where it was interrupted.
 * @throws ConfigError for a checkpoint of another training; the signal's reason
 */
export async function trainNumber(
  work: TrainingWork,
  number: number,
  hooks: Omit<TrainingHooks, 'resume' | 'epochDone'> = {},
): Promise<TrainedJob> {
  readDeviceOf(work.jobs[number].settings)
  const found = await foundCheckpoint(work, number, hooks.signal)
  const file = checkpointOf(work, number)
  return runTrainingJob(work.data, work.jobs[number], hooks, {
    found,
    ...(file === undefined ? {} : { keep: (bytes: Uint8Array) => keepCheckpoint(file, bytes) }),
    computed: work.computed,
  })
}

/** Takes away what a run has kept; also what a thread was writing when it was ended. */
export async function removePartial(work: TrainingWork): Promise<void> {
  for (const file of checkpointsOf(work)) await rm(partialOf(file), { force: true })
}

export async function removeCheckpoints(work: TrainingWork): Promise<void> {
  for (const file of checkpointsOf(work)) await rm(file, { force: true })
}

function partialOf(file: string): string {
  return `${file}.partial-${process.pid}`
}

/** Whole or not at all: a killed program leaves the checkpoint of the epoch before. */
async function keepCheckpoint(file: string, bytes: Uint8Array): Promise<void> {
  const partial = partialOf(file)
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(partial, bytes)
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw fileError(error, file)
  }
}
