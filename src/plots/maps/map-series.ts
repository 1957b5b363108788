import type { ColourScale } from '../colours/colour-map.ts'
import { type ScaleChoice, type ValueScale, valueScale } from '../colours/value-scale.ts'

/** Names of the lines along rows and along columns, as one reads them in a picture: 'word line', 'bit line'. */
export type LineNames = readonly [rows: string, columns: string]

export const WORD_AND_BIT: LineNames = ['word line', 'bit line']

/** The array after one input or read. */
export interface RunFrame {
  /** The input or read before it, "write M" or "read 3"; any text. */
  readonly label: string
  /** Time since the start of the program, s. */
  readonly timeS: number
}

/** One quantity over all frames. */
export interface RunQuantity {
  /** File name of its maps: a letter, then letters, digits, '-' or '_'; unique in a run regardless of case. */
  readonly name: string
  /** SI unit without prefix, 'S' or 'ohm'; '' for a ratio. No comma and no line break. */
  readonly unit: string
  /** Title above the picture, 'Cell conductance'. */
  readonly title: string
  /**
   * One row-major plane of word lines x bit lines for each frame. NaN is "no value": hatched in pictures, empty
   * of numbers.
   */
  readonly planes: readonly Float64Array[]
  /**
   * Left out: diverging where values are negative and come near zero or beyond it, log where all are positive and their
   * deciles span more than three decades, else linear. On a log scale values of zero or less are drawn grey.
   */
  readonly scale?: ColourScale
  /** Ends of the colour scale, where the quantity has natural ones: 0 and 1 of a share. */
  readonly domain?: readonly [number, number]
}

/** The data of a picture: one quantity over the frames of a run. */
export interface MapSeries {
  readonly scenario: string
  /** [word lines, bit lines]. */
  readonly size: readonly [number, number]
  /** As in `RunRecord`. */
  readonly lines?: LineNames
  readonly frames: readonly RunFrame[]
  readonly quantity: RunQuantity
  /** As in `RunRecord`. */
  readonly sheet?: readonly number[]
  /** Conditions of the run, below the title: device, bias, wires. */
  readonly conditions?: string
  /** Choices of the user for the colour scale. */
  readonly choice?: ScaleChoice
}

/** The colour scale of a series, the same for all its frames. */
export function mapScale({ quantity, choice = {} }: MapSeries): ValueScale {
  const { planes, unit, scale, domain } = quantity
  const free = choice.range === undefined && choice.kind === undefined && domain !== undefined
  return valueScale(planes, unit, scale, free ? { ...choice, range: domain } : choice)
}
