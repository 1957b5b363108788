import { parentPort } from 'node:worker_threads'
import { RUN_PAINTER, type RunSheet } from '../../export/run-pictures.ts'
import type { MapSeries } from '../../plots/maps/map-series.ts'
import type { CaseAnswer, CaseAssignment } from './play-assignment.ts'

/** Work for the thread. */
export type RunRequest =
  | { readonly kind: 'case'; readonly assignment: CaseAssignment }
  | { readonly kind: 'sheet'; readonly series: MapSeries }
  | { readonly kind: 'animation'; readonly series: MapSeries }

/** `progress` comes between. */
export type RunAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'sheet'; readonly sheet: RunSheet }
  | { readonly kind: 'animation'; readonly gif: Uint8Array }
  | CaseAnswer

/** Drawings are begun together, and each message bears the number of what it answers. */
parentPort!.on('message', async ({ id, request }: { readonly id: number; readonly request: RunRequest }) => {
  const send = (answer: RunAnswer): void => parentPort!.postMessage({ id, answer })
  send(await carryOut(request, done => send({ kind: 'progress', done })))
})

async function carryOut(request: RunRequest, progress: (done: number) => void): Promise<RunAnswer> {
  if (request.kind === 'sheet') return { kind: 'sheet', sheet: await RUN_PAINTER.sheet(request.series) }
  if (request.kind === 'animation') {
    return { kind: 'animation', gif: await RUN_PAINTER.animation(request.series) }
  }
  // Short runs play no case here, and need not wait for a program that they do not use.
  const { playAssignment } = await import('./play-assignment.ts')
  return playAssignment(request.assignment, progress)
}
