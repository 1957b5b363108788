import { extent } from 'd3-array'
import { ConfigError } from '../../../arrays/errors.ts'
import type { AxisSpec } from '../../plots/axis.ts'
import { readDisplayUnit } from '../../plots/drawing/display-unit.ts'
import type { StudyColumn } from '../rows/study-columns.ts'

export type AxisScale = 'linear' | 'log'

/** Choices of the user for one axis. */
export interface AxisChoice {
  /** @defaultValue logarithmic where positive values span decades */
  readonly scale?: AxisScale | undefined
  /** @defaultValue name of the column */
  readonly label?: string | undefined
  /** With its prefix, "uS". @defaultValue the one in which numbers are shortest */
  readonly unit?: string | undefined
}

/** Positive values that span more than this are drawn on a logarithmic axis. */
const LOG_SPAN = { x: 30, y: 1000 } as const

/** The scale for values, where the user says none. */
export function automaticScale(values: readonly (number | string)[], side: 'x' | 'y'): AxisScale {
  if (values.some(value => typeof value === 'string')) return 'linear'
  const [low = 0, high = 0] = extent(values as readonly number[])
  return low > 0 && high / low >= LOG_SPAN[side] ? 'log' : 'linear'
}

/**
 * The axis of a column.
 * @throws ConfigError for a logarithm of values that are not above 0, or a unit of another quantity
 */
export function studyAxis(
  { name, unit }: StudyColumn,
  values: readonly (number | string)[],
  side: 'x' | 'y',
  choice: AxisChoice,
): AxisSpec & { readonly log: boolean } {
  const scale = choice.scale ?? automaticScale(values, side)
  if (scale === 'log' && values.some(value => !(Number(value) > 0))) {
    throw new ConfigError({ file: `--scale-${side}` }, 'log, with values that are not above 0', 'linear')
  }
  return {
    label: choice.label ?? name,
    unit,
    log: scale === 'log',
    ...(choice.unit === undefined ? {} : { display: readDisplayUnit(choice.unit, unit, `--unit-${side}`) }),
  }
}
