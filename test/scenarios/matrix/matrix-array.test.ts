import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { solveArray } from '../../../arrays/crossbar/solve-array.ts'
import { type Plane, planeOf } from '../../../arrays/plane.ts'
import { createMatrixArray } from '../../../scenarios/matrix/matrix-array.ts'
import type { MatrixArrayOptions } from '../../../scenarios/matrix/matrix-settings.ts'
import { readMatrix } from '../../../src/files/read-matrix.ts'
import { randomMatrix, relativeDifference } from './random-matrix.ts'

const fixture = (name: string): Promise<Plane> =>
  readMatrix(fileURLToPath(new URL(`fixtures/${name}.csv`, import.meta.url)))

/** Signed and positive vectors through 10 x 7. */
const weights = randomMatrix(10, 7, 1)
const inputs = randomMatrix(5, 10, 2)
const positive = randomMatrix(5, 10, 3, false)

function outputsOf(options: MatrixArrayOptions, x: Plane = inputs): Float64Array {
  return createMatrixArray(weights, options).multiply(x).outputs.data
}

describe('eight vectors through a crossbar of 16 x 6 pairs', () => {
  it('give what a dense nodal analysis gives', async () => {
    const [w, x, right] = await Promise.all(['pairs-weights', 'pairs-inputs', 'pairs-outputs'].map(fixture))
    const { outputs, error } = createMatrixArray(w!, { wire: 5 }).multiply(x!)
    expect(relativeDifference(outputs.data, right!.data)).toBeLessThan(1e-10)
    expect(error.relative).toBeCloseTo(0.0138549, 7)
    expect(error.bits).toBeCloseTo(-Math.log2(0.0138549), 4)
  })
})

describe('a matrix in crossbars', () => {
  it.each(['pairs', 'offset', 'reference'] as const)('%s: without wires y is x W', map => {
    for (const x of [inputs, positive]) {
      const { outputs, ideal } = createMatrixArray(weights, { map, tile: [4, 6] }).multiply(x)
      expect(relativeDifference(outputs.data, ideal.data)).toBeLessThan(1e-12)
      let sum = 0
      for (let i = 0; i < 10; i++) sum += x.get(3, i) * weights.get(i, 5)
      expect(ideal.get(3, 5)).toBeCloseTo(sum, 14)
    }
  })

  it.each([
    ['pairs', [128, 128]],
    ['pairs', [4, 6]],
    ['offset', [4, 6]],
    ['reference', [10, 4]],
    // Fewer word lines than bit lines: solved from the other side.
    ['pairs', [3, 14]],
  ] as const)('%s in tiles of %j: with wires each vector is what solve gives', (map, tile) => {
    const array = createMatrixArray(weights, { map, tile, wire: 40 })
    const { outputs, scaling } = array.multiply(inputs)
    expect(scaling).toMatchObject({
      weightRange: Math.max(...weights.data.map(Math.abs)),
      low: 1e-6,
      read: 0.2,
    })
    for (let v = 0; v < 5; v++) {
      const row = Float64Array.from({ length: 10 }, (_, i) => inputs.get(v, i))
      expect(
        relativeDifference(outputs.data.subarray(7 * v, 7 * v + 7), solved(array, row, map)),
      ).toBeLessThan(1e-9)
    }
  })

  it('in a crossbar large enough to be solved by iteration, too', () => {
    const [w, x] = [randomMatrix(60, 40, 8), randomMatrix(2, 60, 9)]
    const array = createMatrixArray(w, { wire: 3 })
    const { outputs, scaling, solver } = array.multiply(x)
    expect(solver.engines).toEqual(['multigrid'])
    const [{ tile, cells }] = array.tiles as [(typeof array.tiles)[number]]
    const spec = createArraySpec({
      size: [60, 80],
      device: 'resistor',
      parameters: { conductance: planeOf(cells().target, [60, 80]) },
      wires: { word: 3, bit: 3 },
    })
    expect([tile.rows, tile.columns]).toEqual([60, 80])
    for (let v = 0; v < 2; v++) {
      const value = x.data.slice(60 * v, 60 * v + 60).map(one => (0.2 * one) / scaling.inputRange)
      const { bottomCurrents } = solveArray({ ...spec, left: { ...spec.left, value } })
      const right = Array.from(
        { length: 40 },
        (_, o) => scaling.outputPerAmpere * (bottomCurrents[2 * o] - bottomCurrents[2 * o + 1]),
      )
      expect(relativeDifference(outputs.data.subarray(40 * v, 40 * v + 40), right)).toBeLessThan(1e-9)
    }
  })

  it('wires cost more where tiles are larger, and converters on top', () => {
    const error = (options: MatrixArrayOptions): number =>
      createMatrixArray(weights, { wire: 40, ...options }).multiply(inputs).error.relative
    expect(error({ tile: [4, 6] })).toBeLessThan(error({}))
    expect(error({ adcBits: 4 })).toBeGreaterThan(error({}))
  })

  it('is the same for one large tile and for all tiles without wires, whatever spread and faults are', () => {
    const options = { spread: 0.3, stuck: { low: 0.1, high: 0.1, open: 0.1, short: 0.1 }, seed: 4 } as const
    const whole = outputsOf(options)
    expect(relativeDifference(outputsOf({ ...options, tile: [3, 4] }), whole)).toBeLessThan(1e-12)
    expect(relativeDifference(outputsOf({ ...options, seed: 5 }), whole)).toBeGreaterThan(0.01)
  })

  it('clips beyond the ranges and counts', () => {
    const { clipped, outputs } = createMatrixArray(weights, { weightRange: 0.5, inputRange: 0.25 }).multiply(
      inputs,
    )
    expect(clipped).toMatchObject({
      weights: weights.data.filter(w => Math.abs(w) > 0.5).length,
      inputs: inputs.data.filter(x => Math.abs(x) > 0.25).length,
    })
    const clip = (plane: Plane, most: number): Plane =>
      planeOf(
        plane.data.map(value => Math.max(-most, Math.min(most, value))),
        plane.shape as [number, number],
      )
    const { ideal } = createMatrixArray(clip(weights, 0.5)).multiply(clip(inputs, 0.25))
    expect(relativeDifference(outputs.data, ideal.data)).toBeLessThan(1e-12)
  })

  it('isolated cells have no wires', () => {
    expect(outputsOf({ network: 'isolated', spread: 0.2 })).toEqual(outputsOf({ spread: 0.2 }))
    expect(() => createMatrixArray(weights, { network: 'isolated', wire: 1 })).toThrow(
      'found wire = 1; expected 0 with isolated cells',
    )
  })

  it.each([
    [[[1, Number.NaN]], /weights: found NaN in row 0, column 1; expected finite numbers/],
    [[[1, 2], [3]], /weights: found 1 values in row 1; expected a matrix/],
    [[], /weights: found no rows/],
  ])('refuses %j for weights', (wrong, message) => {
    expect(() => createMatrixArray(wrong)).toThrow(message)
  })

  it('refuses inputs of another width, and ones that are not finite', () => {
    const array = createMatrixArray(weights)
    expect(() => array.multiply([[1, 2]])).toThrow(/found inputs of 2 values; expected 10/)
    expect(() => array.multiply([new Array(10).fill(Infinity)])).toThrow(/inputs: found Infinity in row 0/)
  })

  it('takes zeros for weights and for inputs', () => {
    const zeros = planeOf(new Float64Array(70), [10, 7])
    expect(createMatrixArray(zeros, { adcBits: 4 }).multiply(inputs).error).toEqual({
      rms: 0,
      relative: 0,
      worst: 0,
      bits: Infinity,
    })
    const silent = planeOf(new Float64Array(10), [1, 10])
    expect([...createMatrixArray(weights, { dacBits: 4 }).multiply(silent).outputs.data]).toEqual(
      new Array(7).fill(0),
    )
  })
})

/** Outputs of one vector by `solveArray` on each tile. */
function solved(
  array: ReturnType<typeof createMatrixArray>,
  vector: Float64Array,
  map: 'pairs' | 'offset' | 'reference',
): Float64Array {
  const { low, high, readVolts } = array.levels
  const largestInput = Math.max(...inputs.data.map(Math.abs))
  const largestWeight = Math.max(...weights.data.map(Math.abs))
  const out = new Float64Array(7)
  for (const { tile, cells } of array.tiles) {
    const volts = vector.slice(...tile.inputs).map(x => (readVolts * x) / largestInput)
    const size = [tile.rows, tile.columns] as const
    const spec = createArraySpec({
      size,
      device: 'resistor',
      parameters: { conductance: planeOf(cells().target, size) },
      wires: { word: 40, bit: 40 },
    })
    const { bottomCurrents } = solveArray({ ...spec, left: { ...spec.left, value: volts } })
    const scale = ((map === 'pairs' ? 1 : 2) * largestWeight * largestInput) / (readVolts * (high - low))
    for (let o = tile.outputs[0]; o < tile.outputs[1]; o++) {
      const own = o - tile.outputs[0]
      const amps = {
        pairs: () => bottomCurrents[2 * own] - bottomCurrents[2 * own + 1],
        offset: () => bottomCurrents[own] - ((low + high) / 2) * volts.reduce((sum, v) => sum + v, 0),
        reference: () => bottomCurrents[own] - bottomCurrents[tile.columns - 1],
      }[map]()
      out[o] = out[o] + scale * amps
    }
  }
  return out
}
