import type { Place } from '../../../arrays/errors.ts'

/** One value of an axis. */
export interface AxisValue {
  /** Value that the scenario gets. */
  readonly setting: unknown
  /** Value in the column: SI, or the text. */
  readonly cell: number | string
}

/** Values of an axis, by place on it. */
export interface AxisValues {
  /** Unit of the column, '' for a pure number or a text. */
  readonly unit: string
  readonly type: 'number' | 'text'
  /** In a few words, for `study plan`. */
  readonly describe: string
  /** Number of values; undefined where it is continuous, so that a grid cannot have it. */
  readonly count: number | undefined
  /** The value of a place from 0 to 1: of values in a list each takes an equal part. */
  at(place: number): AxisValue
  /** Values that are tried when the study is planned. */
  readonly trials: readonly AxisValue[]
}

/** One thing that varies from point to point: a setting, or several that move together. */
export interface Axis extends AxisValues {
  readonly column: string
  readonly keys: readonly string[]
  /** Where it stands in the study file. */
  readonly place: Place
}

/** Values of a list, in order, each with an equal part of the axis. */
export function discreteValues(
  values: readonly AxisValue[],
  rest: Pick<AxisValues, 'unit' | 'type' | 'describe'>,
): AxisValues {
  const at = (place: number): AxisValue =>
    values[Math.min(values.length - 1, Math.floor(place * values.length))]
  return { ...rest, count: values.length, at, trials: values }
}

/** A number as a setting: with its unit, so that the scenario checks it. */
export function numberValue(value: number, unit: string): AxisValue {
  return { setting: unit === '' ? value : `${value} ${unit}`, cell: value }
}
