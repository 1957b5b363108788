import { ConfigError, type Place } from '../../arrays/errors.ts'
import { MOST_DIAGRAM_LINES } from '../plots/crossbar-diagram.ts'
import type { DiagramCurrents } from '../plots/line-segments.ts'

/** A network that was solved, as a diagram shows it. */
export interface DiagramSource {
  readonly currents: DiagramCurrents
  /** The quantity that colours the cells: one value each, row-major, SI. */
  readonly colours: {
    readonly name: string
    readonly unit: string
    readonly title: string
    readonly values: Float64Array
  }
  /** Conditions, below the title; '' where none are known. */
  readonly conditions: string
}

/** @throws ConfigError for an array that has too many lines */
export function requireFewLines([rows, columns]: readonly [number, number], place: Place): void {
  if (Math.max(rows, columns) <= MOST_DIAGRAM_LINES) return
  throw new ConfigError(
    place,
    `${rows} x ${columns} lines`,
    `at most ${MOST_DIAGRAM_LINES} on a side for a diagram; larger arrays are read as maps`,
  )
}
