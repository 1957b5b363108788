import { Worker } from 'node:worker_threads'
import type { RunData } from '../../../arrays/program/run-data.ts'
import type { RunPainter } from '../../export/run-pictures.ts'
import { ExplainedError } from '../exit-code.ts'
import type { CaseAssignment } from './play-assignment.ts'
import type { RunAnswer, RunRequest } from './run-worker.ts'

/** A thread beside this one that plays cases of a run and draws its pictures. */
export interface RunThread extends RunPainter {
  /**
   * @param progress called with the steps of the case that are done
   * @param signal ends the thread
   * @throws ExplainedError for an error that is the user's
   */
  play(assignment: CaseAssignment, progress: (done: number) => void, signal: AbortSignal): Promise<RunData>
}

interface Waiting {
  readonly resolve: (answer: RunAnswer) => void
  readonly reject: (error: unknown) => void
  readonly progress: (done: number) => void
}

/**
 * Starts such a thread. It does not keep the process alive unless something is awaited from it.
 * @param signal ends it
 */
export function startRunThread(signal: AbortSignal): RunThread {
  const worker = new Worker(new URL('./run-worker.js', import.meta.url))
  const waiting = new Map<number, Waiting>()
  let asked = 0
  // Of a thread that is gone nothing comes any more, whenever it went.
  let lost: { readonly error: unknown } | undefined
  const fail = (error: unknown): void => {
    lost ??= { error }
    for (const { reject } of waiting.values()) reject(lost.error)
    waiting.clear()
  }
  const end = (reason: unknown): void => {
    fail(reason)
    void worker.terminate()
  }
  signal.addEventListener('abort', () => end(signal.reason))
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the second thread of the run ended before its work')))
  worker.on('message', ({ id, answer }: { readonly id: number; readonly answer: RunAnswer }) => {
    const one = waiting.get(id)
    if (answer.kind === 'progress') return one?.progress(answer.done)
    waiting.delete(id)
    if (answer.kind === 'failure') one?.reject(new ExplainedError(answer.code, answer.line))
    else one?.resolve(answer)
    if (waiting.size === 0) worker.unref()
  })
  // Listeners let the worker hold the process.
  worker.unref()

  function ask<Kind extends RunRequest['kind']>(
    request: RunRequest & { readonly kind: Kind },
    progress: (done: number) => void = () => {},
  ): Promise<RunAnswer & { readonly kind: Kind }> {
    return new Promise<RunAnswer>((resolve, reject) => {
      if (lost !== undefined) return reject(lost.error)
      waiting.set(asked, { resolve, reject, progress })
      worker.ref()
      worker.postMessage({ id: asked, request })
      asked++
    }) as Promise<RunAnswer & { readonly kind: Kind }>
  }

  return {
    async play(assignment, progress, stop) {
      const stopped = (): void => end(stop.reason)
      stop.addEventListener('abort', stopped)
      const { data } = await ask({ kind: 'case', assignment }, progress).finally(() =>
        stop.removeEventListener('abort', stopped),
      )
      return data
    },
    sheet: async series => (await ask({ kind: 'sheet', series })).sheet,
    animation: async series => (await ask({ kind: 'animation', series })).gif,
  }
}
