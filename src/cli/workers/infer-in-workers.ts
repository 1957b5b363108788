import type { InferJob, InferResult, InferWork } from '../../infer/infer-work.ts'
import type { InferAssignment } from './infer-worker.ts'
import { sharesInWorkers, threadsFor } from './shares-in-workers.ts'

/**
 * Runs a network again and again on as many threads as there are cores, so that Ctrl-C is served meanwhile.
 * @param progress called after each run
 * @throws ExplainedError for an error that is the user's; the signal's reason when it is aborted
 */
export async function inferInWorkers(
  { work, jobs }: { readonly work: InferWork; readonly jobs: readonly InferJob[] },
  found: (result: InferResult) => void,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<void> {
  signal.throwIfAborted()
  const threads = threadsFor(jobs.length)
  const shares = Array.from({ length: threads }, (_, turn) =>
    [...jobs.entries()].filter(([number]) => number % threads === turn),
  )
  let done = 0
  await sharesInWorkers<InferResult>(
    new URL('./infer-worker.js', import.meta.url),
    shares.map(share => ({ data: { work, jobs: share } satisfies InferAssignment, results: share.length })),
    signal,
    result => {
      found(result)
      progress(++done, jobs.length)
    },
  )
}
