import type { RunData } from '../../../arrays/program/run-data.ts'
import type { RunSettings } from '../../../scenarios/file/apply-settings.ts'
import { playCase } from '../../../scenarios/run/play-cases.ts'
import { NODE_HOST } from '../../host/node-host.ts'
import { errorIn } from '../exit-code.ts'
import { answerShare } from './answer-share.ts'

/** Message to the worker: a scenario that was read and checked, its settings, and the case to play. */
export interface CaseAssignment {
  readonly name: string
  readonly file: string
  readonly value: unknown
  readonly baseDir: string
  readonly settings: RunSettings
  readonly number: number
}

/** Steps that are done of the case, or what its program left. */
export type CaseResult = { readonly done: number } | { readonly data: RunData }

answerShare<CaseAssignment, CaseResult>(async ({ name, file, value, baseDir, settings, number }, send) => {
  const document = { file, value, place: () => ({ file }) }
  const tell = (done: number): void => send({ done }, false)
  try {
    send({ data: await playCase({ document, baseDir, host: NODE_HOST }, settings, number, tell) })
  } catch (error) {
    throw errorIn(name, error)
  }
})
