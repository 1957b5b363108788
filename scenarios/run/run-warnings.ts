import { isGated } from '../../arrays/gated/any-array.ts'
import type { AnyRun } from '../../arrays/program/array-run.ts'
import { LINE_CELLS } from '../beside/beside-case.ts'
import type { ScenarioBeside } from '../beside/play-beside.ts'
import type { PreparedCase } from '../file/prepare-case.ts'
import type { PreparedScenario } from '../file/prepare-scenario.ts'
import { beyondMeasured, stepWarnings, validityWarnings } from './validity.ts'

/** Warnings of a run, each once. */
export function warningsOf(
  { file, cases }: PreparedScenario,
  runs: readonly (readonly [PreparedCase, AnyRun])[],
  beside: ScenarioBeside | undefined,
): string[] {
  const warnings = new Set(
    cases.flatMap(({ spec, steps }) => [
      ...validityWarnings(spec.model, steps, file.network),
      ...stepWarnings(spec, file.network),
    ]),
  )
  for (const [one, array] of runs) {
    for (const warning of [...beyondMeasured(array, one.steps), ...array.recorder.log().warnings])
      warnings.add(warning)
  }
  if (file.beside !== undefined && file.network === 'isolated' && beside === undefined) {
    warnings.add(
      cases.every(({ spec }) => isGated(spec))
        ? 'the passive crossbar is left out: a device with a gate is not written through its channel'
        : `above ${LINE_CELLS} cells the passive crossbar is left out: run with --network crossbar to see it`,
    )
  }
  return [...warnings]
}
