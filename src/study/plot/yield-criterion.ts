import { parseQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError } from '../../../arrays/errors.ts'

/** When a row counts for the yield. */
export interface Criterion {
  readonly relation: '>=' | '<=' | '>' | '<'
  /** SI */
  readonly limit: number
  /** As the user wrote it. */
  readonly text: string
}

/**
 * Reads a criterion, ">= 3" or "<10 uA".
 * @param unit SI unit of the column
 * @throws ConfigError for anything else
 */
export function readCriterion(text: string, unit: string): Criterion {
  const [, relation, rest] = /^\s*(>=|<=|>|<)\s*(.+)$/.exec(text) ?? []
  if (relation === undefined) {
    throw new ConfigError({ file: '--meets' }, JSON.stringify(text), 'a comparison like ">= 3" or "< 10 uA"')
  }
  const limit = parseQuantity(rest, unit === '' ? '1' : unit, { file: '--meets' })
  return { relation: relation as Criterion['relation'], limit, text: text.trim() }
}

export function meets({ relation, limit }: Criterion, value: number): boolean {
  switch (relation) {
    case '>=':
      return value >= limit
    case '<=':
      return value <= limit
    case '>':
      return value > limit
    case '<':
      return value < limit
    default:
      return relation satisfies never
  }
}
