import type { Dataset } from '../../../scenarios/learning/dataset.ts'
import type { TrainedJob } from '../../../scenarios/learning/training-plan.ts'
import type { TrainingWork } from '../../learning/training-work.ts'
import { sharesInWorkers, threadsFor } from './shares-in-workers.ts'
import type { TrainAssignment, TrainResult } from './train-worker.ts'

/**
 * Does the trainings of a run on as many threads as there are cores, so that Ctrl-C is served meanwhile.
 * @param progress called as the trainings go on
 * @throws ExplainedError for an error that is the user's; the signal's reason when it is aborted
 */
export async function trainInWorkers(
  work: TrainingWork,
  found: (number: number, result: TrainedJob) => void,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<void> {
  signal.throwIfAborted()
  const { jobs, data } = work
  const threads = threadsFor(jobs.length)
  const shared = { ...work, data: { ...data, train: shareImages(data.train), test: shareImages(data.test) } }
  const numbers = Array.from({ length: threads }, (_, turn) =>
    [...jobs.keys()].filter(number => number % threads === turn),
  )
  const shares = new Float64Array(jobs.length)
  await sharesInWorkers<TrainResult>(
    new URL('./train-worker.js', import.meta.url),
    numbers.map(own => ({
      data: { work: shared, numbers: own } satisfies TrainAssignment,
      results: own.length,
    })),
    signal,
    ({ number, share, result }) => {
      shares[number] = share
      if (result !== undefined) found(number, result)
      progress(
        shares.reduce((sum, one) => sum + one, 0),
        jobs.length,
      )
    },
  )
}

/** The same images in memory that threads share. */
function shareImages(data: Dataset): Dataset {
  const images = new Float32Array(new SharedArrayBuffer(data.images.byteLength))
  images.set(data.images)
  return { ...data, images }
}
