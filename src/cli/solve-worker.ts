import { parentPort, workerData } from 'node:worker_threads'
import type { SolvedArray } from '../solve/solve-array-file.ts'
import { solveArrayFile } from '../solve/solve-array-file.ts'
import { errorIn, explainError } from './exit-code.ts'

/** What the worker sends back: the solved array, or an error that is the user's. */
export type SolveMessage =
  | { readonly solved: SolvedArray }
  | { readonly failure: { readonly code: number; readonly line: string } }

try {
  parentPort!.postMessage({ solved: await solveArrayFile(workerData as string) } satisfies SolveMessage)
} catch (error) {
  const failure = explainError(errorIn(workerData as string, error))
  if (failure === undefined) throw error
  parentPort!.postMessage({ failure } satisfies SolveMessage)
}
