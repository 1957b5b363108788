import { parentPort } from 'node:worker_threads'
import { drawRunPictures, type RunPictures } from '../../export/run-pictures.ts'
import type { MapSeries } from '../../plots/maps/map-series.ts'
import type { CaseAnswer, CaseAssignment } from './play-assignment.ts'

/** Work for the thread: each is answered in turn. */
export type RunRequest = { readonly assignment: CaseAssignment } | { readonly series: MapSeries }

/** `progress` comes between. */
export type RunAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'pictures'; readonly pictures: RunPictures }
  | CaseAnswer

let last = Promise.resolve()
parentPort!.on('message', (request: RunRequest) => {
  last = last.then(async () => send(await answer(request)))
})

function send(message: RunAnswer): void {
  parentPort!.postMessage(message)
}

async function answer(request: RunRequest): Promise<RunAnswer> {
  if ('series' in request) return { kind: 'pictures', pictures: await drawRunPictures(request.series) }
  // Short runs play no case here, and need not wait for a program that they do not use.
  const { playAssignment } = await import('./play-assignment.ts')
  return playAssignment(request.assignment, done => send({ kind: 'progress', done }))
}
