import { asPlane } from '../../arrays/plane.ts'
import type { ScenarioResult } from '../../scenarios/run/run-scenario.ts'
import type { RunRecord } from '../export/run-record.ts'
import { packageVersion } from '../package-version.ts'
import { runTraces } from './run-traces.ts'

/** Clock times of a run. */
export interface RunClock {
  /** ISO 8601, UTC. */
  readonly started: string
  readonly seconds: number
}

/**
 * Contents of the folder of a run. All clock times stand under `timing` of the manifest, so that everything else is the
 * same for the same seed.
 * @param extra what the summary says beside the figures, such as claims
 */
export function recordOfResult(
  result: ScenarioResult,
  clock: RunClock,
  extra: Readonly<Record<string, unknown>> = {},
): RunRecord {
  const { file, size, lines, frames, quantities, sheet, figures, sneak, beside, warnings, device, engine } =
    result
  const cases = result.cases.map(({ solver: { seconds: _, ...solver }, ...one }) => ({ ...one, solver }))
  return {
    scenario: file.name,
    size,
    ...(lines === undefined ? {} : { lines }),
    frames,
    quantities: quantities.map(({ planes, unit, ...quantity }) => ({
      ...quantity,
      // A map of a ratio says no unit.
      unit: unit === '1' ? '' : unit,
      planes: planes.map(plane => asPlane(plane, size, quantity.name).data),
    })),
    ...(sheet === undefined ? {} : { sheet }),
    traces: runTraces(result),
    manifest: {
      settings: file,
      device,
      engine,
      seed: file.seed,
      versions: { sneakpath: packageVersion(), node: process.versions.node },
      cases,
      warnings,
      timing: {
        ...clock,
        solver: result.cases.map(({ name, solver }) => ({ name, seconds: solver.seconds })),
      },
    },
    summary: {
      figures,
      ...(sneak === undefined ? {} : { sneak }),
      ...(beside === undefined ? {} : { beside }),
      warnings,
      ...extra,
    },
  }
}
