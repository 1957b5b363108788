import { type InferJob, type InferResult, type InferWork, runInferJob } from '../../infer/infer-work.ts'
import { flagError } from '../../mvm/flag-error.ts'
import { answerShare } from './answer-share.ts'

/** Message to the worker: jobs and their numbers. */
export interface InferAssignment {
  readonly work: InferWork
  readonly jobs: readonly (readonly [number, InferJob])[]
}

answerShare<InferAssignment, InferResult>(({ work, jobs }, send) => {
  for (const [number, job] of jobs) send(flagError(() => runInferJob(work, job, number)))
})
