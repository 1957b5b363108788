import { parentPort } from 'node:worker_threads'
import type { RunData } from '../../../arrays/program/run-data.ts'
import type { RunSettings } from '../../../scenarios/file/apply-settings.ts'
import { drawRunPictures, type RunPictures } from '../../export/run-pictures.ts'
import { NODE_HOST } from '../../host/node-host.ts'
import type { MapSeries } from '../../plots/maps/map-series.ts'
import { errorIn, explainError } from '../exit-code.ts'

/** A scenario that was read and checked, its settings, and the case to play. */
export interface CaseAssignment {
  /** As the user gave it, for errors. */
  readonly name: string
  readonly file: string
  readonly value: unknown
  readonly baseDir: string
  readonly settings: RunSettings
  readonly number: number
}

/** Work for the thread: each is answered in turn. */
export type RunRequest = { readonly assignment: CaseAssignment } | { readonly series: MapSeries }

/** `progress` comes between; a failure is a mistake of the user. */
export type RunAnswer =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'case'; readonly data: RunData }
  | { readonly kind: 'pictures'; readonly pictures: RunPictures }
  | { readonly kind: 'failure'; readonly code: number; readonly line: string }

let last = Promise.resolve()
parentPort!.on('message', (request: RunRequest) => {
  last = last.then(() => answer(request))
})

function send(message: RunAnswer): void {
  parentPort!.postMessage(message)
}

async function answer(request: RunRequest): Promise<void> {
  if ('series' in request) {
    send({ kind: 'pictures', pictures: await drawRunPictures(request.series) })
    return
  }
  // Short runs play no case here, and need not wait for a program that they do not use.
  const { playCase } = await import('../../../scenarios/run/play-cases.ts')
  const { name, file, value, baseDir, settings, number } = request.assignment
  const document = { file, value, place: () => ({ file }) }
  const progress = (done: number): void => send({ kind: 'progress', done })
  try {
    send({
      kind: 'case',
      data: await playCase({ document, baseDir, host: NODE_HOST }, settings, number, progress),
    })
  } catch (error) {
    const failure = explainError(errorIn(name, error))
    if (failure === undefined) throw error
    send({ kind: 'failure', ...failure })
  }
}
