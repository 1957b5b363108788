import { parentPort, workerData } from 'node:worker_threads'
import { SolverError } from '../../arrays/errors.ts'
import type { SolvedArray } from '../solve/solve-array-file.ts'
import { solveArrayFile } from '../solve/solve-array-file.ts'
import { explainError } from './exit-code.ts'

/** What the worker sends back: the solved array, or an error that is the user's. */
export type SolveMessage =
  | { readonly solved: SolvedArray }
  | { readonly failure: { readonly code: number; readonly line: string } }

try {
  parentPort!.postMessage({ solved: await solveArrayFile(workerData as string) } satisfies SolveMessage)
} catch (error) {
  const failure = explainError(error)
  if (failure === undefined) throw error
  // The solver knows lines and cells, and not the file that they come from.
  const line = error instanceof SolverError ? `${workerData}: ${failure.line}` : failure.line
  parentPort!.postMessage({ failure: { ...failure, line } } satisfies SolveMessage)
}
