import type { AnyRun } from '../../arrays/program/array-run.ts'
import type { Frame, ReadSample } from '../../arrays/program/program.ts'
import type { ScenarioFile } from '../file/scenario-file.ts'
import { withDerived } from './quantities/index.ts'

/** Something of one case, under its full name: "case/label", or "label" where there is one case. */
export type Named<T> = T & { readonly name: string }

export function named<T extends { readonly label: string }>(caseName: string, item: T): Named<T> {
  return { ...item, name: caseName === '' ? item.label : `${caseName}/${item.label}` }
}

/** The frames of a case, with the quantities that its outputs derive from them. */
export function caseFrames(
  caseName: string,
  array: AnyRun,
  file: Pick<ScenarioFile, 'network' | 'bias' | 'outputs'>,
): Named<Frame>[] {
  return withDerived(array, file).map(frame => named(caseName, frame))
}

/** The reads of a case. */
export function caseReads(caseName: string, array: AnyRun): Named<ReadSample>[] {
  return array.reads.map(read => named(caseName, read))
}
