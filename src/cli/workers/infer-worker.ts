import { parentPort, workerData } from 'node:worker_threads'
import { type InferJob, type InferResult, type InferWork, runInferJob } from '../../infer/infer-work.ts'
import { flagError } from '../../mvm/flag-error.ts'
import { explainError } from '../exit-code.ts'
import type { ShareMessage } from './shares-in-workers.ts'

/** Start data of the worker: jobs and their numbers. */
export interface InferAssignment {
  readonly work: InferWork
  readonly jobs: readonly (readonly [number, InferJob])[]
}

const { work, jobs } = workerData as InferAssignment
try {
  for (const [number, job] of jobs) {
    const found = flagError(() => runInferJob(work, job, number))
    parentPort!.postMessage({ found } satisfies ShareMessage<InferResult>)
  }
} catch (error) {
  const failure = explainError(error)
  if (failure === undefined) throw error
  parentPort!.postMessage({ failure } satisfies ShareMessage<InferResult>)
}
