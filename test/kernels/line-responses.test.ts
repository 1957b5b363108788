import { expect, test } from 'vitest'
import { LineResponses } from '../../kernels/line-responses.ts'
import { createLineSweeper, type SweptGrid } from '../../kernels/line-sweeps.ts'

const SIZE: readonly [number, number] = [5, 7]
const COUNT = SIZE[0] * SIZE[1]

function gridOf(ohms: number): SweptGrid {
  const siemens = 1 / ohms
  const [rows, columns] = SIZE
  const count = rows * columns
  return {
    rows,
    columns,
    wordSegments: new Float64Array(count).fill(siemens),
    bitSegments: new Float64Array(count).fill(siemens),
    left: new Float64Array(rows).fill(siemens),
    right: new Float64Array(rows),
    top: new Float64Array(columns),
    bottom: new Float64Array(columns).fill(siemens),
    wordStep: new Float64Array(rows),
    bitStep: new Float64Array(columns),
  }
}

const SLOPES = Float64Array.from({ length: COUNT }, (_, k) => 1e-5 * (1 + ((k * 13) % 7)))
const CELLS = Int32Array.of(2, 9, 17, 34)

/** Volts of all cells where one takes an ampere, by sweeps of that one current until nothing moves. */
function volts(grid: SweptGrid, cell: number): Float64Array {
  const sweeper = createLineSweeper(grid)
  sweeper.restart()
  sweeper.factor(SLOPES)
  const source = new Float64Array(COUNT)
  source[cell] = 1
  for (let sweep = 0; sweep < 400; sweep++) sweeper.sweep(source)
  return sweeper.word.map((own, k) => own - sweeper.bit[k]!)
}

test.each([0, 1, 100])('are those of each current by itself, %d ohm a segment', ohms => {
  const grid = gridOf(ohms)
  const responses = new LineResponses(grid)
  // With 0 ohm to the drivers nothing answers.
  for (let turn = 0; turn < 2; turn++) responses.settle(SLOPES, CELLS)
  const alone = Array.from(CELLS, cell => volts(grid, cell))
  const largest = Math.max(...alone.flatMap(plane => Array.from(plane, Math.abs)))
  alone.forEach((plane, c) => {
    plane.forEach((own, k) => {
      expect(Math.abs(responses.volts[k * CELLS.length + c]! - own)).toBeLessThanOrEqual(2e-3 * largest)
    })
  })
  const amps = Float64Array.of(1e-3, -2e-3, 0, 5e-4)
  const [word, bit, sums] = [new Float64Array(COUNT), new Float64Array(COUNT), new Float64Array(COUNT)]
  responses.addTo(word, bit, amps)
  responses.voltsUnder(amps, sums)
  sums.forEach((sum, k) => {
    expect(Math.abs(word[k]! - bit[k]! - sum)).toBeLessThanOrEqual(1e-12 * largest)
    const whole = alone.reduce((added, plane, c) => added + plane[k]! * amps[c]!, 0)
    expect(Math.abs(sum - whole)).toBeLessThanOrEqual(4e-6 * largest)
  })
})
