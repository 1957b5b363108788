import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { type DrawPictures, drawRunPictures, type RunPictures } from '../../export/run-pictures.ts'
import type { MapSeries } from '../../plots/maps/map-series.ts'

/** Series that wait at the other thread, so that it need not wait for this one, which answers only between its own. */
const AHEAD = 1

/**
 * Starts the thread that draws beside this one, where there is a core for it: it has loaded what it needs when a run has something
 * to draw. Each thread takes the next series when it is through with one; this one begins when it has written its tables, and draws
 * what the other one leaves when it is lost.
 */
export function startDrawing(signal: AbortSignal): DrawPictures {
  if (availableParallelism() === 1) return group => group.map(drawRunPictures)
  const thread = startPictureThread(signal)
  const away = (series: MapSeries): Promise<RunPictures> =>
    thread(series).catch(error => {
      if (signal.aborted) throw error
      return drawRunPictures(series)
    })
  return group => {
    const settled: { resolve(pictures: RunPictures): void; reject(error: unknown): void }[] = []
    const pictures = group.map(
      () => new Promise<RunPictures>((resolve, reject) => settled.push({ resolve, reject })),
    )
    const left = group.entries()
    const draw = async (one: (series: MapSeries) => Promise<RunPictures>): Promise<void> => {
      for (const [k, series] of left) await one(series).then(settled[k].resolve, settled[k].reject)
    }
    for (let k = 0; k <= AHEAD; k++) void draw(away)
    void setImmediate().then(() =>
      draw(async series => {
        const drawn = await drawRunPictures(series)
        await setImmediate()
        return drawn
      }),
    )
    return pictures
  }
}

/** A thread that draws what it is given, in turn. It does not keep the process alive unless something is awaited from it. */
function startPictureThread(signal: AbortSignal): (series: MapSeries) => Promise<RunPictures> {
  const worker = new Worker(new URL('./picture-worker.js', import.meta.url))
  const waiting: { resolve(pictures: RunPictures): void; reject(error: unknown): void }[] = []
  // Of a thread that is gone nothing comes any more, whenever it went.
  let lost: { readonly error: unknown } | undefined
  const fail = (error: unknown): void => {
    lost ??= { error }
    for (const { reject } of waiting.splice(0)) reject(lost.error)
  }
  signal.addEventListener('abort', () => {
    fail(signal.reason)
    void worker.terminate()
  })
  worker.on('error', fail)
  worker.on('exit', () => fail(new Error('the thread of the pictures ended before its work')))
  worker.on('message', (drawn: RunPictures) => {
    waiting.shift()!.resolve(drawn)
    if (waiting.length === 0) worker.unref()
  })
  // Listeners let the worker hold the process.
  worker.unref()
  return series =>
    new Promise((resolve, reject) => {
      if (lost !== undefined) return reject(lost.error)
      waiting.push({ resolve, reject })
      worker.ref()
      worker.postMessage(series)
    })
}
