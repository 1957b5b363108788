import { parentPort, workerData } from 'node:worker_threads'
import { type MarginReport, type MarginRequest, runMargins } from '../../margin/run-margins.ts'
import { offerNodeThread } from '../../threads/second-thread.ts'
import { explainError } from '../exit-code.ts'

/** Messages of the worker: progress, all margins, or an error that is the user's. */
export type MarginMessage =
  | { readonly done: number; readonly total: number }
  | { readonly report: MarginReport }
  | { readonly failure: { readonly code: number; readonly line: string } }

const send = (message: MarginMessage): void => parentPort!.postMessage(message)
offerNodeThread()
try {
  const report = runMargins(workerData as MarginRequest, (done, total) => send({ done, total }))
  send({ report })
} catch (error) {
  const failure = explainError(error)
  if (failure === undefined) throw error
  send({ failure })
}
