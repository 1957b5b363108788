import type { ParameterDefinition } from './device-definition.ts'

/** Unit, value, physical range, meaning, source. */
export type ParameterRow = readonly [
  unit: string,
  value: number,
  range: readonly [number, number],
  meaning: string,
  source: string,
]

/** Parameters of a definition from the rows of a table. */
export function parameterTable<Name extends string>(
  rows: Readonly<Record<Name, ParameterRow>>,
): Record<Name, ParameterDefinition> {
  const entries = Object.entries<ParameterRow>(rows).map(([name, [unit, value, range, meaning, source]]) => [
    name,
    { value, unit, range, meaning, source },
  ])
  return Object.fromEntries(entries) as Record<Name, ParameterDefinition>
}
