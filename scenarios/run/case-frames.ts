import { readMargin } from '../../arrays/crossbar/read-margin.ts'
import { isGated } from '../../arrays/gated/any-array.ts'
import type { AnyRun } from '../../arrays/program/array-run.ts'
import type { Frame, ReadSample } from '../../arrays/program/program.ts'
import type { ScenarioFile } from '../file/scenario-file.ts'

/** Something of one case, under its full name: "case/label", or "label" where there is one case. */
export type Named<T> = T & { readonly name: string }

export function named<T extends { readonly label: string }>(caseName: string, item: T): Named<T> {
  return { ...item, name: caseName === '' ? item.label : `${caseName}/${item.label}` }
}

/** The frames of a case, the last with the read margin where that is kept. */
export function caseFrames(
  caseName: string,
  array: AnyRun,
  file: Pick<ScenarioFile, 'network' | 'bias' | 'outputs'>,
): Named<Frame>[] {
  return withMargin(array, file).map(frame => named(caseName, frame))
}

/** The reads of a case. */
export function caseReads(caseName: string, array: AnyRun): Named<ReadSample>[] {
  return array.reads.map(read => named(caseName, read))
}

function withMargin(
  array: AnyRun,
  { network, bias, outputs }: Pick<ScenarioFile, 'network' | 'bias' | 'outputs'>,
): Frame[] {
  const last = array.frames.at(-1)
  const { spec } = array
  if (last === undefined || !outputs.includes('read-margin') || isGated(spec)) return array.frames
  const margin = readMargin(spec, array.states, {
    network,
    volts: spec.model.readVolts,
    bias,
    by: 'cell',
  })
  return [
    ...array.frames.slice(0, -1),
    { ...last, quantities: { ...last.quantities, 'read-margin': margin } },
  ]
}
