import { parentPort, workerData } from 'node:worker_threads'
import type { BackendName } from '../../../arrays/engine/backends.ts'
import type { SolvedArray } from '../../solve/solve-array-file.ts'
import { solveArrayFile } from '../../solve/solve-array-file.ts'
import { offerNodeThread } from '../../threads/second-thread.ts'
import { errorIn, explainError } from '../exit-code.ts'

/** Start data of the worker. */
export interface SolveRequest {
  readonly file: string
  readonly backend: BackendName | undefined
  readonly tolerance: number | undefined
}

/** Messages of the worker: the solved array, or an error that is the user's. */
export type SolveMessage =
  | { readonly solved: SolvedArray }
  | { readonly failure: { readonly code: number; readonly line: string } }

const { file, backend, tolerance } = workerData as SolveRequest
offerNodeThread()
try {
  parentPort!.postMessage({
    solved: await solveArrayFile(file, { backend, tolerance }),
  } satisfies SolveMessage)
} catch (error) {
  const failure = explainError(errorIn(file, error))
  if (failure === undefined) throw error
  parentPort!.postMessage({ failure } satisfies SolveMessage)
}
