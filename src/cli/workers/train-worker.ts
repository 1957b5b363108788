import type { TrainedJob } from '../../../scenarios/learning/training-plan.ts'
import { type TrainingWork, trainNumber } from '../../learning/training-work.ts'
import { answerShare } from './answer-share.ts'

/** Message to the worker: the run, and which of its trainings are its own. */
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

answerShare<TrainAssignment, TrainResult>(async ({ work, numbers }, send) => {
  for (const number of numbers) {
    let told = 0
    const result = await trainNumber(work, number, {
      progress: (done, total) => {
        // Often enough for a bar.
        if (done / total < told + 0.02) return
        told = done / total
        send({ number, share: told }, false)
      },
    })
    send({ number, share: 1, result })
  }
})
