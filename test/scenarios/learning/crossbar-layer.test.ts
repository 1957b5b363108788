import { describe, expect, it } from 'vitest'
import { uniform } from '../../../arrays/random/keyed-random.ts'
import {
  createLayer,
  keepEffective,
  type Layer,
  readLayer,
  refreshLayer,
} from '../../../scenarios/learning/layer.ts'
import { type NetworkSettings, resolveSettings } from '../../../scenarios/learning/network-settings.ts'
import type { TrainingDevice } from '../../../scenarios/learning/training-device.ts'
import { trainingDevice } from '../../../scenarios/learning/training-devices.ts'
import { tilesOf } from '../../../scenarios/matrix/tiles.ts'

const INPUTS = 20
const OUTPUTS = 7
const BATCH = 5
const x = Float32Array.from({ length: BATCH * INPUTS }, (_, k) => uniform(5, 1, k))

/** The conductances of pentacene/P13 with a straight law, so that superposition holds. */
const ohmic: TrainingDevice = {
  ...trainingDevice('pentacene-p13'),
  linear: true,
  law: volts => volts,
  slope: () => 1,
}

function layerWith(change: Partial<NetworkSettings>, device = ohmic): Layer {
  const settings = resolveSettings({ tile: [8, 6], wireOhms: 50, readSeconds: 1, ...change })
  const layer = createLayer(INPUTS, OUTPUTS, device, settings, 0)
  refreshLayer(layer, true)
  return layer
}

/** Root mean square distance over that of the first. */
function distance(a: Float32Array, b: Float32Array): number {
  const sum = (values: Iterable<number>): number =>
    [...values].reduce((total, value) => total + value * value, 0)
  return Math.sqrt(sum(a.map((value, k) => value - b[k])) / sum(a))
}

describe('a layer on crossbars', () => {
  it.each(['pair', 'reference'] as const)(
    '%s: the effective matrix gives what the full solve gives',
    cells => {
      const ideal = readLayer(layerWith({ cells, reading: 'ideal' }), x, BATCH, 0)
      const exact = readLayer(layerWith({ cells, reading: 'exact' }), x, BATCH, 0)
      const solved = readLayer(layerWith({ cells, reading: 'solve' }), x, BATCH, 0)
      // Float32 sums of differences of cells a hundred times larger.
      expect(distance(solved, exact)).toBeLessThan(1e-4)
      expect(distance(solved, ideal)).toBeGreaterThan(0.01)
    },
  )

  it.each(['exact', 'solve'] as const)('without wire resistance %s is ideal', reading => {
    const ideal = readLayer(layerWith({ reading: 'ideal', wireOhms: 0 }), x, BATCH, 0)
    expect(distance(ideal, readLayer(layerWith({ reading, wireOhms: 0 }), x, BATCH, 0))).toBeLessThan(1e-4)
  })

  it('smaller crossbars lose less in their wires', () => {
    const ideal = readLayer(layerWith({ reading: 'ideal' }), x, BATCH, 0)
    const error = (tile: readonly [number, number]): number =>
      distance(ideal, readLayer(layerWith({ reading: 'exact', tile }), x, BATCH, 0))
    expect(error([5, 4])).toBeLessThan(error([10, 8]))
    expect(error([10, 8])).toBeLessThan(error([20, 14]))
  })

  it('cells that are not ohmic bend voltages, and not durations', () => {
    const device = trainingDevice('pentacene-p13')
    const one = (inputs: 'voltage' | 'width', reading: 'ideal' | 'solve'): Float32Array =>
      readLayer(layerWith({ inputs, reading, wireOhms: 0 }, device), x, BATCH, 0)
    const agreement = distance(one('voltage', 'ideal'), one('voltage', 'solve'))
    expect(agreement).toBeLessThan(1e-5)
    expect(distance(one('width', 'ideal'), one('voltage', 'ideal'))).toBeGreaterThan(10 * agreement)
  })

  it('finds when cells have moved, and makes the matrix again beyond the bound only', () => {
    const layer = layerWith({ reading: 'exact', bound: 0.003 })
    expect(keepEffective(layer)).toBeLessThan(1e-6)
    const { plus, minus, curve } = layer.cells
    // A small move keeps the factors within the bound ...
    for (let k = 0; k < plus.length; k++) plus[k] *= 1.001
    refreshLayer(layer, false)
    expect(keepEffective(layer)).toBeLessThan(0.003)
    expect(layer.effective!.made).toBe(1)
    // ... and all cells at the top do not.
    plus.fill(curve.high)
    minus.fill(curve.high)
    refreshLayer(layer, false)
    expect(keepEffective(layer)).toBeGreaterThan(0.003)
    expect(layer.effective!.made).toBe(2)
    expect(keepEffective(layer)).toBeLessThan(1e-6)
  })

  it('keeps the root mean square of the kept outputs within the bound while it trains', () => {
    const layer = layerWith({ reading: 'exact', bound: 0.02 })
    const { plus, curve } = layer.cells
    for (let turn = 0; turn < 40; turn++) {
      for (let k = 0; k < plus.length; k++)
        plus[k] = Math.min(curve.high, plus[k] + 0.02 * uniform(turn, 2, k) * (curve.high - curve.low))
      refreshLayer(layer, false)
      keepEffective(layer)
    }
    const kept = readLayer(layer, x, BATCH, 0)
    refreshLayer(layer, true)
    const fresh = readLayer(layer, x, BATCH, 0)
    // Outputs are differences of two columns, so their error may exceed that of a column.
    expect(distance(fresh, kept)).toBeLessThan(0.1)
  })

  it('cuts a layer into equal crossbars that cover it once', () => {
    const tiles = tilesOf(784, 100, 'pairs', [128, 64])
    expect(tiles).toHaveLength(7 * 4)
    const covered = new Uint8Array(784 * 100)
    for (const { inputs, outputs, rows, columns } of tiles) {
      expect([rows <= 128, columns <= 64]).toEqual([true, true])
      for (let i = inputs[0]; i < inputs[1]; i++)
        for (let o = outputs[0]; o < outputs[1]; o++) covered[i * 100 + o]++
    }
    expect(covered.every(times => times === 1)).toBe(true)
  })

  it('the steps of a converter are those of its bits', () => {
    const out = readLayer(layerWith({ adcBits: 3, tile: [64, 64] }), x, BATCH, 0)
    const full = Math.max(...out.map(Math.abs))
    // Three bits with a sign: 3 steps on each side.
    for (const value of out)
      expect(Math.abs((value / full) * 3 - Math.round((value / full) * 3))).toBeLessThan(1e-5)
    const coarse = readLayer(layerWith({ dacBits: 1 }), x, BATCH, 0)
    const rounded = readLayer(layerWith({}), x.map(Math.round), BATCH, 0)
    expect(distance(rounded, coarse)).toBeLessThan(1e-6)
  })

  it('one bit of the converter leaves the sign alone', () => {
    const out = readLayer(layerWith({ adcBits: 1, tile: [64, 64] }), x, BATCH, 0)
    const plain = readLayer(layerWith({ tile: [64, 64] }), x, BATCH, 0)
    const full = Math.max(...plain.map(Math.abs))
    out.forEach((value, k) => {
      expect(value).toBeCloseTo(plain[k] < 0 ? -full : full, 6)
    })
  })

  it('read noise grows with the norm of the inputs and is the same for the same key', () => {
    const quiet = readLayer(layerWith({}), x, BATCH, 0)
    const noise = (share: number, key: number): Float32Array =>
      readLayer(layerWith({ readNoise: share }), x, BATCH, key)
    expect(noise(0.1, 1)).toEqual(noise(0.1, 1))
    expect(noise(0.1, 1)).not.toEqual(noise(0.1, 2))
    expect(distance(quiet, noise(0.1, 1)) / distance(quiet, noise(0.01, 1))).toBeCloseTo(10, 0)
  })
})
