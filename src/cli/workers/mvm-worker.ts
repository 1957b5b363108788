import { parentPort, workerData } from 'node:worker_threads'
import { type MvmPart, type MvmResult, type MvmWork, planWork, runPart } from '../../mvm/mvm-work.ts'
import { explainError } from '../exit-code.ts'
import type { ShareMessage } from './shares-in-workers.ts'

/** Start data of the worker. */
export interface MvmAssignment {
  readonly work: MvmWork
  readonly parts: readonly MvmPart[]
}

const { work, parts } = workerData as MvmAssignment
try {
  const plan = planWork(work)
  for (const part of parts)
    parentPort!.postMessage({ found: runPart(plan, part) } satisfies ShareMessage<MvmResult>)
} catch (error) {
  const failure = explainError(error)
  if (failure === undefined) throw error
  parentPort!.postMessage({ failure } satisfies ShareMessage<MvmResult>)
}
