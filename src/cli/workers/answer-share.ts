import { parentPort } from 'node:worker_threads'
import { explainError } from '../exit-code.ts'
import type { ShareMessage } from './shares-in-workers.ts'

/** Sends a result of the share; `last` false tells of one under way. */
export type SendResult<Result> = (found: Result, last?: boolean) => void

/**
 * Lets a worker of sharesInWorkers work on its share when it comes; the worker may have been started long before. Errors that
 * are the user's are sent back in a line.
 */
export function answerShare<Share, Result>(
  work: (share: Share, send: SendResult<Result>) => void | Promise<void>,
): void {
  const post = (message: ShareMessage<Result>): void => parentPort!.postMessage(message)
  parentPort!.once('message', async (share: Share) => {
    try {
      await work(share, (found, last = true) => post({ found, last }))
    } catch (error) {
      const failure = explainError(error)
      if (failure === undefined) throw error
      post({ failure })
    }
  })
}
