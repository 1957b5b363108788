import type { Level } from './level.ts'

/** Rows of scratch, long enough for the finest level. */
export interface RowScratch {
  /** What reaches each word node from the left, and the row's own values. */
  readonly fromLeft: Float64Array
  readonly fromRight: Float64Array
  readonly values: Float64Array
  /** Values of the neighbouring row, or currents on their way down. */
  readonly carry: Float64Array
}

export function createScratch(columns: number): RowScratch {
  return {
    fromLeft: new Float64Array(columns),
    fromRight: new Float64Array(columns),
    values: new Float64Array(columns),
    carry: new Float64Array(columns),
  }
}

/**
 * What the values of one row of bit nodes send along the word line: N x for that row is share * (fromLeft +
 * fromRight). Both directions run in one loop, as two chains that do not wait for each other.
 */
export function spreadRow(level: Level, row: number, scratch: RowScratch): void {
  const { columns, conductance, passRight, passLeft } = level
  const { fromLeft, fromRight, values } = scratch
  const start = row * columns
  let a = 0
  let b = 0
  for (let j = 0, back = columns - 1; j < columns; j++, back--) {
    fromLeft[j] = a
    fromRight[back] = b
    a = (a + conductance[start + j] * values[j]) * passRight[start + j]
    b = (b + conductance[start + back] * values[back]) * passLeft[start + back]
  }
}

/** Carries the input down the bit lines: first half of T^-1. */
export function carryInput(level: Level, scratch: RowScratch): void {
  const { rows, columns, input, carried, passDown } = level
  const { carry } = scratch
  carry.fill(0, 0, columns)
  for (let i = 0, k = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++, k++) {
      const current = input[k] + carry[j]
      carried[k] = current
      carry[j] = current * passDown[k]
    }
  }
}

/**
 * A step of smoothing, first half: adds the coarse correction to the output, sets the currents input + N output and
 * carries them down the bit lines.
 */
export function smoothDown(level: Level, correction: Level | undefined, scratch: RowScratch): void {
  const { rows, columns, input, output, carried, passDown, share, rowShift, columnShift } = level
  const { fromLeft, fromRight, values, carry } = scratch
  carry.fill(0, 0, columns)
  for (let i = 0; i < rows; i++) {
    const start = i * columns
    if (correction === undefined) for (let j = 0; j < columns; j++) values[j] = output[start + j]
    else {
      const coarse = correction.output
      const row = (i >> rowShift) * correction.columns
      for (let j = 0; j < columns; j++) {
        const volts = output[start + j] + coarse[row + (j >> columnShift)]
        values[j] = volts
        output[start + j] = volts
      }
    }
    spreadRow(level, i, scratch)
    for (let j = 0; j < columns; j++) {
      const k = start + j
      const current = input[k] + share[k] * (fromLeft[j] + fromRight[j]) + carry[j]
      carried[k] = current
      carry[j] = current * passDown[k]
    }
  }
}

/** Second half of T^-1: voltages from the carried currents, up the bit lines. */
export function riseOutput(level: Level, scratch: RowScratch): void {
  const { rows, columns, output, carried, passDown } = level
  const { ohms, stride, to } = level.bit
  const { carry } = scratch
  carry.fill(0, 0, columns)
  for (let i = rows - 1; i >= 0; i--) {
    const last = i === rows - 1
    for (let j = 0, k = i * columns; j < columns; j++, k++) {
      const volts = passDown[k] * ((last ? to[j] : ohms[k * stride]) * carried[k] + carry[j])
      carry[j] = volts
      output[k] = volts
    }
  }
}

/**
 * Second half of T^-1, and the imbalance that it leaves summed into the coarse input: after a step from x to y that is
 * N (y - x).
 * @param fromZero the step began at x = 0; else at the output as it is
 */
export function riseAndRestrict(level: Level, coarse: Level, fromZero: boolean, scratch: RowScratch): void {
  const { rows, columns, output, carried, passDown, share, rowShift, columnShift } = level
  const { ohms, stride, to } = level.bit
  const { fromLeft, fromRight, values, carry } = scratch
  const sums = coarse.input
  sums.fill(0)
  carry.fill(0, 0, columns)
  for (let i = rows - 1; i >= 0; i--) {
    const start = i * columns
    const last = i === rows - 1
    for (let j = 0, k = start; j < columns; j++, k++) {
      const volts = passDown[k] * ((last ? to[j] : ohms[k * stride]) * carried[k] + carry[j])
      carry[j] = volts
      values[j] = fromZero ? volts : volts - output[k]
      output[k] = volts
    }
    spreadRow(level, i, scratch)
    const row = (i >> rowShift) * coarse.columns
    for (let j = 0; j < columns; j++) {
      sums[row + (j >> columnShift)] += share[start + j] * (fromLeft[j] + fromRight[j])
    }
  }
}
