import type { LineNames, RunFrame, RunQuantity } from '../plots/maps/map-series.ts'

/** Everything that a run folder holds, before it is written. */
export interface RunRecord {
  readonly scenario: string
  /** [word lines, bit lines]. */
  readonly size: readonly [number, number]
  /** What rows and columns of the array are called. @defaultValue word line, bit line */
  readonly lines?: LineNames
  readonly frames: readonly RunFrame[]
  readonly quantities: readonly RunQuantity[]
  /** Frames for the contact sheets, ascending; left out, all where they are few, else some evenly chosen. */
  readonly sheet?: readonly number[]
  /**
   * Resolved settings, seed, versions, solver reports, energy. All clock times stand under the key `timing`, so that
   * everything else is the same for the same seed. The keys of `RunIndex` are the writer's own.
   */
  readonly manifest: Readonly<Record<string, unknown>>
  /** What summary.json holds: figures, claims, scores. */
  readonly summary: Readonly<Record<string, unknown>>
}
