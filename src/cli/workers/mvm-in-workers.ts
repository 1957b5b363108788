import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { MatrixArrayOptions } from '../../../scenarios/matrix/matrix-settings.ts'
import type { MatrixPlan } from '../../../scenarios/matrix/plan-product.ts'
import { type MvmPart, type MvmResult, type MvmWork, runPart } from '../../mvm/mvm-work.ts'
import type { MvmAssignment } from './mvm-worker.ts'
import { sharesInWorkers, threadsFor } from './shares-in-workers.ts'

/** Work of less seconds than this is done on this thread: a worker takes a fifth of a second to start. */
const SHORT = 0.4
/** Where parts take less seconds than this each, this thread takes a share between which it serves Ctrl-C. */
const BRISK = 0.3
/** Files of fewer bytes than this together are as good as never worth a thread. */
const SMALL_FILES = 100_000

const SCRIPT = new URL('./mvm-worker.js', import.meta.url)

/**
 * Starts threads for a product whose files are still to be read, so that they load what they need meanwhile. Nothing waits for
 * them: where they have nothing to do the process ends without.
 * @param bytes of the files
 */
export function startMvmWorkers({ wire = 0, access }: MatrixArrayOptions, bytes: number): Worker[] {
  const networks = wire > 0 || (access !== undefined && Object(access).kind !== 'none')
  if (!networks || bytes < SMALL_FILES) return []
  return Array.from({ length: threadsFor() - 1 }, () => {
    const worker = new Worker(SCRIPT)
    worker.unref()
    return worker
  })
}

/**
 * Does the parts of a product on as many threads as there are cores, so that Ctrl-C is served meanwhile.
 * @param progress called after each part
 * @throws ExplainedError where a network has no answer; the signal's reason when it is aborted
 */
export async function mvmInWorkers(
  {
    work,
    plan,
    parts,
    workers,
  }: {
    readonly work: MvmWork
    readonly plan: MatrixPlan
    readonly parts: readonly MvmPart[]
    /** Those of startMvmWorkers. */
    readonly workers: readonly Worker[]
  },
  found: (result: MvmResult) => void,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<void> {
  signal.throwIfAborted()
  const seconds = plan.seconds(parts.some(({ kind }) => kind === 'survey'))
  if (seconds < SHORT) {
    for (const part of parts) found(runPart(plan, part))
    return
  }
  const shares = shareParts(plan, parts, threadsFor())
  const own = shares.length > 1 && seconds / parts.length < BRISK ? shares[0] : []
  let done = 0
  const take = (result: MvmResult): void => {
    found(result)
    progress(++done, parts.length)
  }
  const stop = new AbortController()
  const ended = AbortSignal.any([signal, stop.signal])
  const elsewhere = sharesInWorkers<MvmResult>(
    SCRIPT,
    shares
      .filter(share => share !== own)
      .map((share, k) => ({
        data: { work, parts: share } satisfies MvmAssignment,
        results: share.length,
        worker: workers[k],
      })),
    ended,
    take,
  )
  const here = async (): Promise<void> => {
    for (const part of own) {
      ended.throwIfAborted()
      take(runPart(plan, part))
      await setImmediate()
    }
  }
  try {
    await Promise.all([elsewhere, here()])
  } finally {
    // Where one fails the others are ended.
    stop.abort()
  }
}

/** Parts of one crossbar of ohmic cells stay together: they share its effective matrix. */
function shareParts(plan: MatrixPlan, parts: readonly MvmPart[], threads: number): MvmPart[][] {
  const shares: MvmPart[][] = Array.from({ length: threads }, () => [])
  for (const part of parts) {
    const job = (part.kind === 'sense' ? plan.senseJobs : plan.surveyJobs)[part.job]
    const turn = job.linear ? job.crossbar : part.job
    shares[turn % threads].push(part)
  }
  return shares.filter(share => share.length > 0)
}
