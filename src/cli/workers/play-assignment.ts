import type { RunData } from '../../../arrays/program/run-data.ts'
import type { RunSettings } from '../../../scenarios/file/apply-settings.ts'
import { playCase } from '../../../scenarios/run/play-cases.ts'
import { NODE_HOST } from '../../host/node-host.ts'
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

/** What the program of a case left, or a mistake of the user. */
export type CaseAnswer =
  | { readonly kind: 'case'; readonly data: RunData }
  | { readonly kind: 'failure'; readonly code: number; readonly line: string }

/** @param progress called with the steps that are done */
export async function playAssignment(
  { name, file, value, baseDir, settings, number }: CaseAssignment,
  progress: (done: number) => void,
): Promise<CaseAnswer> {
  const document = { file, value, place: () => ({ file }) }
  try {
    const data = await playCase({ document, baseDir, host: NODE_HOST }, settings, number, progress)
    return { kind: 'case', data }
  } catch (error) {
    const failure = explainError(errorIn(name, error))
    if (failure === undefined) throw error
    return { kind: 'failure', ...failure }
  }
}
