import { Worker } from 'node:worker_threads'
import type { RunData } from '../../../arrays/program/run-data.ts'
import type { RunPictures } from '../../export/run-pictures.ts'
import type { MapSeries } from '../../plots/maps/map-series.ts'
import { ExplainedError } from '../exit-code.ts'
import type { CaseAssignment } from './play-assignment.ts'
import type { RunAnswer, RunRequest } from './run-worker.ts'

/** A thread beside this one that plays cases of a run and draws its pictures, one after the other. */
export interface RunThread {
  /**
   * @param progress called with the steps of the case that are done
   * @param signal ends the thread
   * @throws ExplainedError for an error that is the user's
   */
  play(assignment: CaseAssignment, progress: (done: number) => void, signal: AbortSignal): Promise<RunData>
  draw(series: MapSeries): Promise<RunPictures>
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
  const waiting: Waiting[] = []
  // Of a thread that is gone nothing comes any more, whenever it went.
  let lost: { readonly error: unknown } | undefined
  const fail = (error: unknown): void => {
    lost ??= { error }
    for (const { reject } of waiting.splice(0)) reject(lost.error)
  }
  const end = (reason: unknown): void => {
    fail(reason)
    void worker.terminate()
  }
  signal.addEventListener('abort', () => end(signal.reason))
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the second thread of the run ended before its work')))
  worker.on('message', (answer: RunAnswer) => {
    if (answer.kind === 'progress') return waiting[0]?.progress(answer.done)
    const { resolve, reject } = waiting.shift()!
    if (answer.kind === 'failure') reject(new ExplainedError(answer.code, answer.line))
    else resolve(answer)
    if (waiting.length === 0) worker.unref()
  })
  // Listeners let the worker hold the process.
  worker.unref()

  function ask(request: RunRequest, progress: (done: number) => void = () => {}): Promise<RunAnswer> {
    return new Promise((resolve, reject) => {
      if (lost !== undefined) return reject(lost.error)
      waiting.push({ resolve, reject, progress })
      worker.ref()
      worker.postMessage(request)
    })
  }

  return {
    async play(assignment, progress, stop) {
      const stopped = (): void => end(stop.reason)
      stop.addEventListener('abort', stopped)
      const answer = await ask({ assignment }, progress).finally(() =>
        stop.removeEventListener('abort', stopped),
      )
      return (answer as RunAnswer & { kind: 'case' }).data
    },
    async draw(series) {
      return ((await ask({ series })) as RunAnswer & { kind: 'pictures' }).pictures
    },
  }
}
