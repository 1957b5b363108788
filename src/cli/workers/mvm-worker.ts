import { type MvmPart, type MvmResult, type MvmWork, planWork, runPart } from '../../mvm/mvm-work.ts'
import { answerShare } from './answer-share.ts'

/** Message to the worker. */
export interface MvmAssignment {
  readonly work: MvmWork
  readonly parts: readonly MvmPart[]
}

answerShare<MvmAssignment, MvmResult>(async ({ work, parts }, send) => {
  const plan = await planWork(work)
  for (const part of parts) send(runPart(plan, part))
})
