/** Cells of one row that are written together. */
export interface RowSelection {
  readonly row: number
  /** One entry a column, not 0 where selected. */
  readonly selected: Uint8Array
  readonly amplitude: number
}

/**
 * Cells that a pulse addresses, row after row: those of equal amplitudes together, or each alone.
 * @param amplitudes of every cell, 0 where it is not addressed
 */
export function* rowSelections(
  amplitudes: Float64Array,
  [rows, columns]: readonly [number, number],
  write: 'cell' | 'row',
): Generator<RowSelection> {
  for (let row = 0; row < rows; row++) {
    const own = amplitudes.subarray(row * columns, (row + 1) * columns)
    if (write === 'row') {
      for (const amplitude of new Set(own)) {
        if (amplitude !== 0)
          yield { row, selected: Uint8Array.from(own, v => (v === amplitude ? 1 : 0)), amplitude }
      }
      continue
    }
    for (const [column, amplitude] of own.entries()) {
      if (amplitude === 0) continue
      const selected = new Uint8Array(columns)
      selected[column] = 1
      yield { row, selected, amplitude }
    }
  }
}
