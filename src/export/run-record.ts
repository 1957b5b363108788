import type { LineNames, RunFrame, RunQuantity } from '../plots/maps/map-series.ts'

/** Quantities over time, of cells and lines. */
export interface RunTrace {
  /** File name of its table: letters, digits, '-', '_' and '.'; unique in a run regardless of case. */
  readonly name: string
  /** Title above a plot. */
  readonly title: string
  /** Seconds since the start of the program; a time stands twice where a drive jumps. */
  readonly time: Float64Array
  /** Each with one value for each time. */
  readonly columns: readonly RunTraceColumn[]
}

export interface RunTraceColumn {
  /** In the table: "cell_0_3_current_A". */
  readonly name: string
  /** The measured quantity, and its SI unit ('' for a ratio): columns of one quantity share a plot. */
  readonly quantity: string
  readonly title: string
  readonly unit: string
  /** As in a legend: "cell 0, 3". */
  readonly of: string
  readonly values: Float64Array
}

/** Everything that a run folder holds, before it is written. */
export interface RunRecord {
  readonly scenario: string
  /** [word lines, bit lines]. */
  readonly size: readonly [number, number]
  /** Names of rows and columns of the array. @defaultValue word line, bit line */
  readonly lines?: LineNames
  readonly frames: readonly RunFrame[]
  readonly quantities: readonly RunQuantity[]
  /** Frames for the contact sheets, ascending; left out, all where they are few, else some evenly chosen. */
  readonly sheet?: readonly number[]
  /** Records over time. */
  readonly traces?: readonly RunTrace[]
  /**
   * Resolved settings, seed, versions, solver reports, energy. All clock times stand under the key `timing`, so that
   * everything else is the same for the same seed. The keys of `RunIndex` are the writer's own.
   */
  readonly manifest: Readonly<Record<string, unknown>>
  /** Contents of summary.json: figures, claims, scores. */
  readonly summary: Readonly<Record<string, unknown>>
}
