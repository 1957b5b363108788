import type { ScenarioResult } from '../../scenarios/run/run-scenario.ts'

/** All that a run found, every number to its last digit, without clock times. */
export function resultText(result: ScenarioResult): string {
  const cases = result.cases.map(({ solver: { seconds: _, ...solver }, ...one }) => ({ ...one, solver }))
  const quantities = result.quantities.map(({ planes, ...quantity }) => ({
    ...quantity,
    planes: planes.map(({ shape, data }) => ({ shape, values: [...data].map(String) })),
  }))
  return JSON.stringify({ ...result, cases, quantities })
}
