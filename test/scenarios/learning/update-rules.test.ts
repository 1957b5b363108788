import { describe, expect, it } from 'vitest'
import { driftKernel } from '../../../scenarios/learning/drift-kernel.ts'
import { resolveSettings } from '../../../scenarios/learning/network-settings.ts'
import { writeOuterProduct } from '../../../scenarios/learning/outer-product.ts'
import { relaxCells, relaxedCell } from '../../../scenarios/learning/relax-cells.ts'
import { splitTraining } from '../../../scenarios/learning/split-training.ts'
import { trainNetwork } from '../../../scenarios/learning/train-network.ts'
import type { FeltPulses, TrainingDevice } from '../../../scenarios/learning/training-device.ts'
import { type TrainingDeviceOptions, trainingDevice } from '../../../scenarios/learning/training-devices.ts'
import { applyRule, createMemory } from '../../../scenarios/learning/update-rule.ts'
import { createWeights, symmetryPoint } from '../../../scenarios/learning/weights.ts'
import { stripedDigits } from './striped-digits.ts'

const data = { train: stripedDigits(300, 1), test: stripedDigits(150, 2), classes: 3 }
const ideal = trainingDevice('ideal')

/** An ideal device of 100 steps whose neighbours feel the given pulses. */
const device = (felt: { word: FeltPulses; bit: FeltPulses; none: FeltPulses }): TrainingDevice => ({
  ...ideal,
  curve: { ...ideal.curve, pulses: 100 },
  raiseSeconds: 1,
  lowerSeconds: 2,
  disturbance: () => felt,
})
const quiet = { raise: 0, lower: 0 }

describe('what a device forgets', () => {
  it('is taken apart into the exponentials that it was made of', () => {
    const kept = (t: number): number => 0.3 * Math.exp(-t / 10) + 0.5 * Math.exp(-t / 1000) + 0.2
    const { shares, rates, misfit } = driftKernel(kept, 1)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(shares.every(share => share >= 0)).toBe(true)
    expect(misfit).toBeLessThan(0.01)
    expect(shares[rates.indexOf(0)]).toBeCloseTo(0.2, 2)
  })

  it('goes by the age of each change, and only while a cell is not pulsed', () => {
    const fading: TrainingDevice = {
      ...ideal,
      rest: 0,
      drift: () => ({ shares: [0.5, 0.5], rates: [0, 0.1], misfit: 0 }),
    }
    const cells = createWeights(1, 2, fading, resolveSettings({ updateSeconds: 'pulses' }), 0)
    const [first, second] = [cells.plus[0], cells.plus[1]]
    relaxCells(cells, 10, [Float64Array.of(0, 10), new Float64Array(2)])
    // Half of it stays, half decays with 10 s; the pulsed cell keeps all.
    expect(cells.plus[0]).toBeCloseTo(first * (0.5 + 0.5 * Math.exp(-1)), 18)
    expect(cells.plus[1]).toBe(second)
    relaxCells(cells, 1e6)
    expect(cells.plus[0]).toBeCloseTo(first / 2, 15)
    // The part that has decayed cannot decay again: repeated rests are one long rest.
    relaxCells(cells, 1e6)
    expect(cells.plus[0]).toBeCloseTo(first / 2, 15)
  })

  it('differs from cell to cell, and a pair no longer loses alike', () => {
    const fading: TrainingDevice = {
      ...ideal,
      rest: 0,
      drift: () => ({ shares: [1], rates: [0.1], misfit: 0 }),
    }
    const settings = resolveSettings({ driftSpread: 0.5, driftSeconds: 10, start: 0.001, seed: 3 })
    const cells = createWeights(1, 2000, fading, settings, 0)
    const logs = Array.from({ length: 2000 }, (_, k) =>
      Math.log(-Math.log(relaxedCell(cells, 0, k, 10) / cells.plus[k])),
    )
    const mean = logs.reduce((sum, one) => sum + one, 0) / logs.length
    const deviation = Math.sqrt(logs.reduce((sum, one) => sum + (one - mean) ** 2, 0) / logs.length)
    // exp(0.5 n) times the rate: 1 at the median; three standard errors of 2,000 cells.
    expect(Math.abs(mean)).toBeLessThan((3 * 0.5) / Math.sqrt(2000))
    expect(deviation).toBeCloseTo(0.5, 1)
  })
})

describe('the outer product by coinciding pulses', () => {
  const settings = resolveSettings({ cells: 'reference', start: 0.001, writing: 'outer-product' })
  const write = (own: TrainingDevice, x: number[], delta: number[], updates: number, rate: number) => {
    const cells = createWeights(x.length, delta.length, own, settings, 0)
    const before = cells.plus.slice()
    let pulses = 0
    let seconds = 0
    for (let update = 0; update < updates; update++) {
      const batch = { batch: 1, entered: Float32Array.from(x), delta: Float32Array.from(delta) }
      const request = { settings, device: own, layer: 0, update, rate }
      const written = writeOuterProduct(cells, batch, request)
      pulses += written.pulses.raised + written.pulses.lowered
      seconds += written.seconds
    }
    const step = (cells.curve.high - cells.curve.low) / 100
    return { moved: Array.from(cells.plus, (value, k) => (value - before[k]) / step), pulses, seconds, cells }
  }

  it('has the mean of the product, its sign against the error, and takes all slots twice', () => {
    const own = device({ word: quiet, bit: quiet, none: quiet })
    // A pulse is 2/100 of weight; 0.05 of pulses an update on the first cell.
    const { moved, seconds } = write(own, [1, 0.5, 0], [1, -0.5], 400, 0.001)
    const expected = [-20, 10, -10, 5, 0, 0]
    moved.forEach((value, k) => {
      // Pulses are rare, so nearly Poisson: five standard deviations.
      expect(Math.abs(value - expected[k])).toBeLessThanOrEqual(5 * Math.sqrt(Math.abs(expected[k])))
    })
    expect(seconds).toBe(400 * 31 * 3)
  })

  it('leaves on other cells what the scheme does, slot by slot', () => {
    // The word line of the first input pulses in every slot, the bit line of the second output never.
    const own = device({ word: { raise: 0.01, lower: 0 }, bit: quiet, none: { raise: 0, lower: 0.001 } })
    const { moved } = write(own, [1, 0], [-31 * 0.02, 0], 1, 1)
    // All 31 slots coincide on the first cell, which rises; in the second phase its word line pulses alone.
    expect(moved[0]).toBeCloseTo(31 + 31 * 0.01, 9)
    expect(moved[1]).toBeCloseTo(2 * 31 * 0.01, 9)
    // The bit line of the first output pulses alone, then nothing does; the other cell is never selected.
    expect(moved[2]).toBeCloseTo(-31 * 0.001, 9)
    expect(moved[3]).toBeCloseTo(-2 * 31 * 0.001, 9)
  })

  it('disturbs by the device: a selector blocks half a volt, a transistor all, bare cells nothing', () => {
    const feltBy = (access: NonNullable<TrainingDeviceOptions['access']>): number => {
      const { word, bit, none } = trainingDevice('ec-mof-n', { access }).disturbance('raise', 'half')
      return Math.max(...[word, bit, none].flatMap(one => [one.raise, one.lower]))
    }
    const bare = feltBy({ kind: 'none' })
    expect(bare).toBeGreaterThan(0.01)
    // Blocks up to about the half of 3 V at picoamperes.
    expect(feltBy({ kind: 'selector', saturation: 1e-18, scale: 0.15 })).toBeLessThan(0.5 * bare)
    expect(feltBy({ kind: 'transistor', gateVolts: 5, offCurrent: 1e-16 })).toBeLessThan(0.1 * bare)
  })

  it.each(['half', 'third'] as const)(
    'does not learn on bare cells under V/%s, and learns behind transistors',
    async writeBias => {
      const settings = {
        device: 'pentacene-p13',
        ranges: [3],
        rate: 0.5,
        batch: 10,
        epochs: 3,
        writing: 'outer-product',
        writeBias,
        updateSeconds: 'pulses',
      } as const
      const bare = await trainNetwork(data, settings)
      expect(bare.records.at(-1)!.accuracy).toBeLessThan(0.5)
      const access = { kind: 'transistor', gateVolts: 20 } as const
      const { records } = await trainNetwork(data, { ...settings, access })
      // Half an hour an epoch passes, and cells forget.
      expect(records.at(-1)!.accuracy).toBeGreaterThan(0.6)
      // 30 updates of 10 patterns, 31 slots, 100 ms for each sign.
      expect(records.at(-1)!.seconds).toBeCloseTo(30 * 10 * 31 * 0.2, 6)
    },
  )

  it('does not learn at bare gates that feel half a volt, and learns behind transistors', async () => {
    const settings = { device: 'pva-mxene', ranges: [3], rate: 0.5, batch: 10, epochs: 3 } as const
    const run = (access: 'none' | 'transistor') =>
      trainNetwork(data, { ...settings, access, writing: 'outer-product' })
    const [bare, gated] = [await run('none'), await run('transistor')]
    expect(bare.records.at(-1)!.accuracy).toBeLessThan(0.5)
    expect(gated.records.at(-1)!.accuracy).toBeGreaterThan(0.8)
  })
})

describe('update rules', () => {
  it('mixed precision writes whole pulses and keeps the rest', () => {
    const own = device({ word: quiet, bit: quiet, none: quiet })
    const settings = resolveSettings({ cells: 'reference', rule: 'mixed-precision', start: 0.001 })
    const cells = createWeights(1, 2, own, settings, 0)
    const before = cells.plus.slice()
    const memory = createMemory(cells, own, settings, 0)
    const batch = { batch: 1, entered: new Float32Array(1), delta: new Float32Array(2) }
    // A pulse is 0.02 of weight.
    for (let update = 0; update < 3; update++)
      applyRule(cells, memory, batch, Float32Array.of(-0.05, 0.005), {
        settings,
        device: own,
        layer: 0,
        update,
        rate: 1,
      })
    const step = (cells.curve.high - cells.curve.low) / 100
    expect((cells.plus[0] - before[0]) / step).toBeCloseTo(7, 6)
    expect(cells.plus[1]).toBe(before[1])
    expect([...memory.waiting!]).toEqual([expect.closeTo(0.01, 6), expect.closeTo(-0.015, 6)])
  })

  it('Tiki-Taka begins at the symmetry point, where up and down are alike', () => {
    const own = trainingDevice('pva-mxene')
    const cells = createWeights(2, 2, own, resolveSettings({ rule: 'tiki-taka' }), 0)
    const { fast } = createMemory(cells, own, resolveSettings({ rule: 'tiki-taka' }), 0)
    const point = symmetryPoint(cells)
    expect([...fast!.plus, ...fast!.minus]).toEqual(new Array(8).fill(point))
    const { up, down } = cells.moves
    expect(up(point, 1) - point).toBeCloseTo(point - down(point, 1), 12)
  })

  it.each(['tiki-taka', 'mixed-precision'] as const)(
    '%s learns, errors handed back by the arrays',
    async rule => {
      const settings = {
        device: 'pva-mxene',
        hidden: [6],
        ranges: [3, 3],
        rate: 1,
        batch: 10,
        epochs: 6,
        rule,
        transferRate: 0.3,
        backward: 'arrays',
        adcBits: 10,
        dacBits: 8,
        readNoise: 0.002,
        updateSeconds: 'pulses',
      } as const
      const { records } = await trainNetwork(data, settings)
      expect(records.at(-1)!.accuracy).toBeGreaterThan(0.8)
    },
  )

  it('exact products and the arrays hand back the same errors where nothing is wrong', async () => {
    const settings = { device: 'ideal', hidden: [5], ranges: [8, 8], rounding: 'none', rate: 0.8 } as const
    const run = (backward: 'digital' | 'arrays') =>
      trainNetwork(data, { ...settings, batch: 30, epochs: 2, backward })
    const [digital, arrays] = [await run('digital'), await run('arrays')]
    arrays.network.layers.forEach(({ weights }, l) => {
      expect(weights).toEqual(digital.network.layers[l].weights)
    })
  })
})

it('a validation split takes the last patterns of the training', () => {
  const { train, test } = splitTraining(data, 0.2)
  expect([train.count, test.count]).toEqual([240, 60])
  expect(test.labels).toEqual(data.train.labels.subarray(240))
  expect(test.source).toBe(`the last 60 of ${data.train.source}`)
  expect(() => splitTraining(data, 0)).toThrow('expected at least 10 on both sides')
})
