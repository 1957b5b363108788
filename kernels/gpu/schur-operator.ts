import type { CrossbarGrid } from '../crossbar-grid.ts'

/** Stands for a break, so that no product of 0 and Infinity arises. */
const BREAK_OHMS = 1e25

/** The network with its word nodes eliminated, S = Ab - D Aw^-1 D, in float64; all planes N x M. */
export interface SchurOperator {
  /** To be called when the conductances of the grid have changed. */
  factor(): void
  /** Adds to the currents into the bit nodes what those into the word nodes send on. */
  reduce(wordIn: Float64Array, bitIn: Float64Array): void
  /** Currents S x out of the bit nodes at voltages x. */
  multiply(x: Float64Array, product: Float64Array): void
  /** Word voltages for the currents into the word nodes and the bit voltages. */
  restore(wordIn: Float64Array, bit: Float64Array, word: Float64Array): void
  /** Makes voltages equal where 0 ohm joins bit nodes, and 0 where a 0-ohm source holds them. */
  join(bit: Float64Array): void
}

/** Eliminations are written in resistances, so 0 ohm is exact, and nothing is subtracted. */
export function createSchurOperator(grid: CrossbarGrid): SchurOperator {
  const { rows, columns, conductance, wordOhms, wordStride, bitOhms, bitStride } = grid
  const passRight = new Float64Array(rows * columns)
  const row = new Float64Array(columns)
  const bounded = (ohms: Float64Array) => ohms.map(r => Math.min(r, BREAK_OHMS))
  const left = bounded(grid.left)
  const right = bounded(grid.right)
  const word = bounded(wordOhms)
  const siemens = (r: number): number => (r > 0 ? 1 / r : 0)
  const bitSiemens = bitOhms.map(siemens)
  const topSiemens = grid.top.map(siemens)
  const bottomSiemens = grid.bottom.map(siemens)
  const joined = bitOhms.includes(0)
  const last = (rows - 1) * columns

  /** Word voltages of one row for the currents in `row`, in place. */
  function solveRow(i: number): void {
    const start = i * columns
    const segments = start - i
    let current = 0
    for (let j = 0; j < columns; j++) {
      current += row[j]
      row[j] = current
      current *= passRight[start + j]
    }
    let volts = passRight[start + columns - 1] * right[i] * row[columns - 1]
    row[columns - 1] = volts
    for (let j = columns - 2; j >= 0; j--) {
      volts = passRight[start + j] * (word[(segments + j) * wordStride] * row[j] + volts)
      row[j] = volts
    }
  }

  return {
    factor() {
      for (let i = 0; i < rows; i++) {
        const start = i * columns
        let seen = 1 / left[i]
        for (let j = 0; j < columns; j++) {
          const sum = seen + conductance[start + j]
          const onward = j < columns - 1 ? word[(start - i + j) * wordStride] : right[i]
          const pass = sum === Infinity ? 0 : 1 / (1 + onward * sum)
          passRight[start + j] = pass
          seen = sum === Infinity ? 1 / onward : sum * pass
        }
      }
    },
    reduce(wordIn, bitIn) {
      for (let i = 0; i < rows; i++) {
        const start = i * columns
        for (let j = 0; j < columns; j++) row[j] = wordIn[start + j]
        solveRow(i)
        for (let j = 0; j < columns; j++) bitIn[start + j] += conductance[start + j] * row[j]
      }
      fold(grid, joined, bitIn)
    },
    multiply(x, product) {
      for (let j = 0; j < columns; j++) product[j] = x[j] * topSiemens[j]
      for (let i = 0; i < rows; i++) {
        const start = i * columns
        const bottom = i === rows - 1
        for (let j = 0; j < columns; j++) row[j] = conductance[start + j] * x[start + j]
        solveRow(i)
        for (let j = 0, k = start; j < columns; j++, k++) {
          const onward = bottom
            ? x[k] * bottomSiemens[j]
            : (x[k] - x[k + columns]) * bitSiemens[k * bitStride]
          product[k] += conductance[k] * (x[k] - row[j]) + onward
          if (!bottom) product[k + columns] = -onward
        }
      }
      fold(grid, joined, product)
    },
    restore(wordIn, bit, wordOut) {
      for (let i = 0; i < rows; i++) {
        const start = i * columns
        for (let j = 0; j < columns; j++) row[j] = wordIn[start + j] + conductance[start + j] * bit[start + j]
        solveRow(i)
        for (let j = 0; j < columns; j++) wordOut[start + j] = row[j]
      }
    },
    join(bit) {
      for (let j = 0; j < columns; j++) if (grid.bottom[j] === 0) bit[last + j] = 0
      if (joined) {
        for (let k = last - 1; k >= 0; k--) if (bitOhms[k * bitStride] === 0) bit[k] = bit[k + columns]
      }
      for (let j = 0; j < columns; j++) {
        if (grid.top[j] !== 0) continue
        for (let k = j; ; k += columns) {
          bit[k] = 0
          if (k >= last || bitOhms[k * bitStride] !== 0) break
        }
      }
    },
  }
}

/** Bit nodes that 0 ohm joins have one equation, at the last of them; those that a source holds have none. */
function fold(
  { rows, columns, bitOhms, bitStride, top, bottom }: CrossbarGrid,
  joined: boolean,
  currents: Float64Array,
): void {
  const last = (rows - 1) * columns
  if (joined) {
    const held = Uint8Array.from(top, r => (r === 0 ? 1 : 0))
    for (let k = 0, j = 0; k < last; k++, j = j === columns - 1 ? 0 : j + 1) {
      const onward = bitOhms[k * bitStride] === 0
      if (onward && held[j] === 0) currents[k + columns] += currents[k]
      if (onward || held[j] === 1) currents[k] = 0
      if (!onward) held[j] = 0
    }
    for (let j = 0; j < columns; j++) if (held[j] === 1) currents[last + j] = 0
  }
  for (let j = 0; j < columns; j++) {
    if (top[j] === 0) currents[j] = 0
    if (bottom[j] === 0) currents[last + j] = 0
  }
}
