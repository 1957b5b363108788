/** Quantities of cells and lines over time, as a scenario asks for them. */
export interface RecordRequest {
  /** Of its file. */
  readonly name: string
  /** Seconds from one row to the next; 'drive' for the beginning and the end of each pulse, pause and row of a table. */
  readonly every: number | 'drive'
  /** Flat indices of cells. */
  readonly cells: readonly number[]
  /** Rows and columns of cells whose lines are recorded. */
  readonly rows: readonly number[]
  readonly columns: readonly number[]
  /** Names of quantities: see TracedQuantity. */
  readonly quantities: readonly string[]
}

/** A quantity that an array can be asked for over time. */
export interface TracedQuantity {
  readonly name: string
  readonly unit: string
  readonly title: string
  /** Of each cell, of a line along a row of cells or of one along a column. */
  readonly of: 'cell' | 'row' | 'column'
  /** Its word in the name of a column of a table: "current". */
  readonly word: string
  /** Name of its lines: "word". */
  readonly line?: string
  /** The quantity that it is the integral of over time, from the start of the record. */
  readonly integralOf?: string
}

/** One column of a record. */
export interface TraceColumn {
  /** cell_0_3_current_A */
  readonly name: string
  readonly quantity: string
  /** "cell 0, 3" or "bit line 2". */
  readonly of: string
  readonly values: Float64Array
}

/** A record: columns over time. */
export interface Trace {
  readonly name: string
  /** Seconds since the start of the program; times stand twice where a drive jumps. */
  readonly time: Float64Array
  readonly columns: readonly TraceColumn[]
  readonly quantities: readonly TracedQuantity[]
}
