import { setImmediate } from 'node:timers/promises'
import {
  type DrawPictures,
  drawRunPictures,
  RUN_PAINTER,
  type RunPainter,
} from '../../export/run-pictures.ts'
import type { RunThread } from './run-thread.ts'

/** Drawings in hand on each thread: part of a sheet is made beside it, and the other thread need not wait for this one, which answers only between its own. */
const IN_HAND = 2

/** A sheet or an animation. */
type Drawing<T> = (painter: RunPainter) => Promise<T>

/**
 * Draws on that thread beside this one. Each takes the next sheet or animation when it is through with one; this one begins when it has
 * written its tables, and draws what the other one leaves when it is lost.
 * @param thread undefined on a machine of one core
 */
export function drawOnThreads(thread: RunThread | undefined, signal: AbortSignal): DrawPictures {
  if (thread === undefined) return group => group.map(drawRunPictures)
  const here = async <T>(drawing: Drawing<T>): Promise<T> => {
    const drawn = await drawing(RUN_PAINTER)
    await setImmediate()
    return drawn
  }
  const away = <T>(drawing: Drawing<T>): Promise<T> =>
    drawing(thread).catch(error => {
      if (signal.aborted) throw error
      return drawing(RUN_PAINTER)
    })
  type Place = typeof here
  return group => {
    const queue: ((place: Place) => Promise<void>)[] = []
    const queued = <T>(drawing: Drawing<T>): Promise<T> =>
      new Promise((resolve, reject) => queue.push(place => place(drawing).then(resolve, reject)))
    const pictures = group.map(async series => {
      const parts = [
        queued(painter => painter.animation(series)),
        queued(painter => painter.sheet(series)),
      ] as const
      const [gif, sheet] = await Promise.all(parts)
      return { ...sheet, gif }
    })
    const left = queue.values()
    const draw = async (place: Place): Promise<void> => {
      for (const drawing of left) await drawing(place)
    }
    const start = (place: Place): void => {
      for (let k = 0; k < IN_HAND; k++) void draw(place)
    }
    start(away)
    void setImmediate().then(() => start(here))
    return pictures
  }
}
