import { parentPort, workerData } from 'node:worker_threads'
import type { TrainedJob } from '../../../scenarios/learning/training-plan.ts'
import { type TrainingWork, trainNumber } from '../../learning/training-work.ts'
import { explainError } from '../exit-code.ts'
import type { ShareMessage } from './shares-in-workers.ts'

/** Start data of the worker: the run, and which of its trainings are its own. */
export interface TrainAssignment {
  readonly work: TrainingWork
  readonly numbers: readonly number[]
}

/** Its results; undefined while one is still under way. */
export interface TrainResult {
  readonly number: number
  /** Share of this training that is done, 0 to 1. */
  readonly share: number
  readonly result?: TrainedJob
}

const { work, numbers } = workerData as TrainAssignment
const send = (found: TrainResult): void =>
  parentPort!.postMessage({ found, last: found.result !== undefined } satisfies ShareMessage<TrainResult>)
try {
  for (const number of numbers) {
    let told = 0
    const result = await trainNumber(work, number, {
      progress: (done, total) => {
        // Often enough for a bar.
        if (done / total < told + 0.02) return
        told = done / total
        send({ number, share: told })
      },
    })
    send({ number, share: 1, result })
  }
} catch (error) {
  const failure = explainError(error)
  if (failure === undefined) throw error
  parentPort!.postMessage({ failure } satisfies ShareMessage<TrainResult>)
}
