import { parentPort, workerData } from 'node:worker_threads'
import { type MvmPart, type MvmResult, type MvmWork, planWork, runPart } from '../mvm/mvm-work.ts'
import { explainError } from './exit-code.ts'

/** What the worker is started with. */
export interface MvmAssignment {
  readonly work: MvmWork
  readonly parts: readonly MvmPart[]
}

/** What the worker sends back: one result at a time, or an error that is the user's. */
export type MvmMessage =
  | { readonly found: MvmResult }
  | { readonly failure: { readonly code: number; readonly line: string } }

const { work, parts } = workerData as MvmAssignment
try {
  const plan = planWork(work)
  for (const part of parts) parentPort!.postMessage({ found: runPart(plan, part) } satisfies MvmMessage)
} catch (error) {
  const failure = explainError(error)
  if (failure === undefined) throw error
  parentPort!.postMessage({ failure } satisfies MvmMessage)
}
