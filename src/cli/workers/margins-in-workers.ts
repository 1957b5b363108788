import type { SizeMargins } from '../../../scenarios/margin/size-margins.ts'
import { curvesOf, type MarginReport, type MarginRequest } from '../../margin/run-margins.ts'
import type { MarginAssignment, MarginResult } from './margin-worker.ts'
import { sharesInWorkers, threadsFor } from './shares-in-workers.ts'

/**
 * Computes margins, a curve on a thread of its own and as many at once as there are cores, so that Ctrl-C is served meanwhile.
 * @param progress called after each size of each curve
 * @throws ExplainedError for flags that cannot be or a network without an answer; the signal's reason when it is aborted
 */
export async function marginsInWorkers(
  request: MarginRequest,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<MarginReport> {
  signal.throwIfAborted()
  const started = performance.now()
  const wanted = curvesOf(request)
  // The long ones first: cells with an element in series are two laws each.
  const order = [...wanted].sort(
    (a, b) => Number(a.access.kind === 'none') - Number(b.access.kind === 'none'),
  )
  const threads = threadsFor(wanted.length)
  const curves: SizeMargins[] = []
  const sizes = new Float64Array(wanted.length)
  await sharesInWorkers<MarginResult>(
    new URL('./margin-worker.js', import.meta.url),
    order.map(curve => ({ data: { ...curve, alone: threads === 1 } satisfies MarginAssignment, results: 1 })),
    signal,
    found => {
      sizes[found.number] = found.sizes
      if (found.curve !== undefined) curves[found.number] = found.curve
      progress(
        sizes.reduce((sum, one) => sum + one, 0),
        wanted.length * request.options.sizes.length,
      )
    },
    threads,
  )
  return { request, curves, seconds: (performance.now() - started) / 1000 }
}
