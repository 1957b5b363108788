import { availableParallelism } from 'node:os'
import { type DrawPictures, drawRunPictures, type RunPictures } from '../../export/run-pictures.ts'
import type { DrawnSeries } from './picture-worker.ts'
import { sharesInWorkers } from './shares-in-workers.ts'

/** Draws every second series on another thread, where there is a core for it: it draws while this one writes tables. */
export const drawInWorkers: DrawPictures = (group, signal) => {
  if (availableParallelism() === 1 || group.length === 1) return group.map(drawRunPictures)
  const away = group.filter((_, k) => k % 2 === 0)
  const waiting: { resolve(pictures: RunPictures): void; reject(error: unknown): void }[] = []
  const drawn = away.map(
    () => new Promise<RunPictures>((resolve, reject) => waiting.push({ resolve, reject })),
  )
  sharesInWorkers<DrawnSeries>(
    new URL('./picture-worker.js', import.meta.url),
    [{ data: away, results: away.length }],
    signal ?? new AbortController().signal,
    ({ place, pictures }) => waiting[place].resolve(pictures),
  ).catch(error => {
    for (const { reject } of waiting) reject(error)
  })
  return group.map((one, k) => (k % 2 === 0 ? drawn[k / 2] : drawRunPictures(one)))
}
