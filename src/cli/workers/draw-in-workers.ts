import { setImmediate } from 'node:timers/promises'
import { type DrawPictures, drawRunPictures, type RunPictures } from '../../export/run-pictures.ts'
import type { MapSeries } from '../../plots/maps/map-series.ts'
import type { RunThread } from './run-thread.ts'

/** Series that wait at the other thread, so that it need not wait for this one, which answers only between its own. */
const AHEAD = 1

/**
 * Draws on that thread beside this one. Each takes the next series when it is through with one; this one begins when it has written its
 * tables, and draws what the other one leaves when it is lost.
 * @param thread undefined on a machine of one core
 */
export function drawOnThreads(thread: RunThread | undefined, signal: AbortSignal): DrawPictures {
  if (thread === undefined) return group => group.map(drawRunPictures)
  const away = (series: MapSeries): Promise<RunPictures> =>
    thread.draw(series).catch(error => {
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
