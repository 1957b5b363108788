import { describe, expect, it } from 'vitest'
import { createLineSweeper, type SweptGrid } from '../../kernels/line-sweeps.ts'
import { factorise, solveFactorised } from '../../kernels/small-matrix.ts'
import { createSweptGradients } from '../../kernels/swept-gradients.ts'

const [ROWS, COLUMNS] = [12, 9]
const COUNT = ROWS * COLUMNS

/** Word lines driven on the left, bit lines at the bottom; `far` S more at the other ends of every third line. */
function gridOf(segment: number, far = 0): SweptGrid {
  const word = Float64Array.from({ length: COUNT }, (_, k) => (k % COLUMNS === COLUMNS - 1 ? 0 : segment))
  const bit = Float64Array.from({ length: COUNT }, (_, k) => (k + COLUMNS >= COUNT ? 0 : segment))
  const third = (_: unknown, line: number): number => (line % 3 === 0 ? far : 0)
  return {
    rows: ROWS,
    columns: COLUMNS,
    wordSegments: word,
    bitSegments: bit,
    left: new Float64Array(ROWS).fill(0.02),
    right: Float64Array.from({ length: ROWS }, third),
    top: Float64Array.from({ length: COLUMNS }, third),
    bottom: new Float64Array(COLUMNS).fill(Number.POSITIVE_INFINITY),
    wordStep: Float64Array.from({ length: ROWS }, (_, i) => (i % 3 === 0 ? 0.1 : 0)),
    bitStep: new Float64Array(COLUMNS),
  }
}

const slope = Float64Array.from({ length: COUNT }, (_, k) => 1e-3 * (0.2 + ((k * 0.618034) % 1)))
const source = slope.map((siemens, k) => siemens * (k < COLUMNS ? 0.3 : 0.15))

/** Nodes by Kirchhoff's law as one dense matrix: word-line nodes, then those of bit lines. 1e9 S stand for 0 ohm. */
function dense(grid: SweptGrid): Float64Array {
  const size = 2 * COUNT
  const matrix = new Float64Array(size * size)
  const right = new Float64Array(size)
  const join = (a: number, b: number, siemens: number): void => {
    matrix[a * size + a] += siemens
    matrix[b * size + b] += siemens
    matrix[a * size + b] -= siemens
    matrix[b * size + a] -= siemens
  }
  const drive = (node: number, siemens: number, volts: number): void => {
    const strength = Math.min(siemens, 1e9)
    matrix[node * size + node] += strength
    right[node] += strength * volts
  }
  for (let k = 0; k < COUNT; k++) {
    join(k, COUNT + k, slope[k])
    right[k] -= source[k]
    right[COUNT + k] += source[k]
    if (k % COLUMNS < COLUMNS - 1) join(k, k + 1, grid.wordSegments[k])
    if (k + COLUMNS < COUNT) join(COUNT + k, COUNT + k + COLUMNS, grid.bitSegments[k])
  }
  for (let i = 0; i < ROWS; i++) {
    drive(i * COLUMNS, grid.left[i], 0)
    drive((i + 1) * COLUMNS - 1, grid.right[i], grid.wordStep[i])
  }
  for (let j = 0; j < COLUMNS; j++) {
    drive(COUNT + j, grid.top[j], 0)
    drive(COUNT + COUNT - COLUMNS + j, grid.bottom[j], grid.bitStep[j])
  }
  const pivots = new Int32Array(size)
  factorise(matrix, pivots, size)
  solveFactorised(matrix, pivots, right)
  return right
}

describe('gradients over line sweeps', () => {
  it.each([
    ['100 ohm a segment', gridOf(1e-2)],
    ['1 ohm a segment', gridOf(1)],
    ['1 kohm a segment, drivers at both ends', gridOf(1e-3, 0.05)],
  ])('settle where Kirchhoff’s law does: %s', (_, grid) => {
    const sweeper = createLineSweeper(grid)
    sweeper.restart()
    const gradients = createSweptGradients(grid, sweeper)
    sweeper.factor(slope)
    sweeper.sweep(source)
    expect(gradients.settle(slope, source, 1e-14)).toBeLessThanOrEqual(1e-14)
    const exact = dense(grid)
    for (let k = 0; k < COUNT; k++) {
      expect(Math.abs(sweeper.word[k] - exact[k])).toBeLessThan(1e-11)
      expect(Math.abs(sweeper.bit[k] - exact[COUNT + k])).toBeLessThan(1e-11)
    }
  })

  it('say how far the nodes still are, within five times', () => {
    const grid = gridOf(1e-2)
    const exact = dense(grid)
    for (const wanted of [1e-3, 1e-6, 1e-9]) {
      const sweeper = createLineSweeper(grid)
      sweeper.restart()
      const gradients = createSweptGradients(grid, sweeper)
      sweeper.factor(slope)
      sweeper.sweep(source)
      const said = gradients.settle(slope, source, wanted)
      const error = sweeper.bit.reduce((most, u, k) => Math.max(most, Math.abs(u - exact[COUNT + k])), 0)
      expect(said).toBeLessThanOrEqual(wanted)
      expect(error).toBeLessThan(5 * wanted)
    }
  })

  it('take a tenth of the sweeps where lines are coupled strongly', () => {
    const grid = gridOf(1e-3)
    const sweeper = createLineSweeper(grid)
    sweeper.restart()
    sweeper.factor(slope)
    let sweeps = 1
    while (sweeper.sweep(source) > 1e-14) sweeps++
    sweeper.restart()
    const gradients = createSweptGradients(grid, sweeper)
    sweeper.factor(slope)
    sweeper.sweep(source)
    gradients.settle(slope, source, 1e-13)
    expect(sweeps).toBeGreaterThan(200)
    expect(gradients.sweeps).toBeLessThan(sweeps / 10)
  })

  it('say that lines are not settled where four sweeps for each line do not do it', () => {
    const grid = gridOf(1e-9)
    const sweeper = createLineSweeper(grid)
    sweeper.restart()
    sweeper.factor(slope)
    sweeper.sweep(source)
    expect(createSweptGradients(grid, sweeper).settle(slope, source, 1e-14)).toBeNaN()
  })
})
