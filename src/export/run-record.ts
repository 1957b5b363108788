/** How values of a quantity become colours. */
export type ColourScale = 'linear' | 'log' | 'diverging'

/** Names of the lines along rows and along columns, as one reads them in a picture: 'word line', 'bit line'. */
export type LineNames = readonly [rows: string, columns: string]

export const WORD_AND_BIT: LineNames = ['word line', 'bit line']

/** The array after one input or read. */
export interface RunFrame {
  /** What was just done, "write M" or "read 3"; any text. */
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
  /** What a reader sees above the picture, 'Cell conductance'. */
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
}

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
