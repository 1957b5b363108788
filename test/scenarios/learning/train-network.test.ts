import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../arrays/errors.ts'
import { decodeCheckpoint, encodeCheckpoint } from '../../../scenarios/learning/checkpoint.ts'
import { floatNetwork } from '../../../scenarios/learning/float-network.ts'
import type { NetworkSettings } from '../../../scenarios/learning/network-settings.ts'
import { type Training, trainNetwork } from '../../../scenarios/learning/train-network.ts'
import { stripedDigits } from './striped-digits.ts'

const data = { train: stripedDigits(300, 1), test: stripedDigits(150, 2), classes: 3 }

/** Everything that can go wrong at once. */
const harsh: Partial<NetworkSettings> = {
  device: 'pentacene-p13',
  hidden: [6],
  ranges: [2, 4],
  rate: 1,
  batch: 20,
  epochs: 4,
  writeNoise: 0.3,
  variability: 0.1,
  stuckLow: 0.01,
  stuckHigh: 0.01,
  readNoise: 0.01,
  dacBits: 4,
  adcBits: 8,
  driftSeconds: 60,
  updateSeconds: 0.1,
  halfSelect: true,
  reading: 'exact',
  wireOhms: 5,
  tile: [8, 8],
  checkEvery: 3,
}

describe('training', () => {
  it('of an ideal network reaches what plain back-propagation reaches, number by number', async () => {
    const settings = {
      device: 'ideal',
      hidden: [5],
      ranges: [8, 8],
      rounding: 'none',
      rate: 0.8,
      batch: 30,
      epochs: 3,
    } as const
    const { network, records } = await trainNetwork(data, settings)
    const plain = floatNetwork(data, settings)
    expect(records.map(record => record.accuracy)).toEqual(plain.accuracies)
    network.layers.forEach(({ weights }, k) => {
      const size = Math.max(...plain.weights[k].map(Math.abs))
      weights.forEach((weight, n) => {
        expect(Math.abs(weight - plain.weights[k][n])).toBeLessThan(1e-3 * size)
      })
    })
    expect(records.at(-1)!.accuracy).toBeGreaterThan(0.95)
  })

  it('learns on arrays where everything goes wrong, and pays for it', async () => {
    const { records } = await trainNetwork(data, harsh)
    const first = records[0]
    const last = records.at(-1)!
    expect(records).toHaveLength(5)
    expect(last.accuracy).toBeGreaterThan(Math.max(0.5, first.accuracy))
    expect(last.pulses).toBeGreaterThan(0)
    expect(last.writeJoules).toBeGreaterThan(0)
    expect(last.readJoules).toBeGreaterThan(last.inferenceJoules)
    expect(last.remade).toBeGreaterThan(first.remade)
  })

  it('tests only the last epochs where asked, and trains as with all tests', async () => {
    const settings = { device: 'ec-mof-n', ranges: [2], batch: 20, epochs: 4 }
    const all = await trainNetwork(data, settings)
    const some = await trainNetwork(data, settings, { testFrom: 3 })
    expect(some.network.layers[0].weights).toEqual(all.network.layers[0].weights)
    expect(some.records.map(({ accuracy }) => Number.isNaN(accuracy))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ])
    expect(some.records.slice(3)).toEqual(all.records.slice(3))
    expect(some.confusion).toEqual(all.confusion)
  })

  it('gives the same numbers for the same seed and others for another', async () => {
    const run = async (seed: number): Promise<string> => {
      const training = await trainNetwork(data, { ...harsh, epochs: 2, seed })
      return Buffer.from(encodeCheckpoint(training, data)).toString('base64')
    }
    const [a, b, c] = [await run(3), await run(3), await run(4)]
    expect(a).toBe(b)
    expect(a).not.toBe(c)
  })

  it('goes on from any checkpoint to the same numbers', async () => {
    const kept: Uint8Array[] = []
    const whole = await trainNetwork(data, harsh, {
      epochDone: training => {
        kept.push(encodeCheckpoint(training, data))
      },
    })
    expect(kept).toHaveLength(5)
    const end = Buffer.from(kept.at(-1)!)
    for (const bytes of kept.slice(0, -1)) {
      const resume = decodeCheckpoint(bytes, 'kept', data, harsh)
      const resumed: Training = await trainNetwork(data, harsh, { resume })
      expect(Buffer.from(encodeCheckpoint(resumed, data)).equals(end)).toBe(true)
      expect(resumed.confusion).toEqual(whole.confusion)
    }
  })

  it('stops between updates with the reason of the signal', async () => {
    const stop = new AbortController()
    const hooks = {
      signal: stop.signal,
      progress: (done: number) => done === 20 && stop.abort(new Error('enough')),
    }
    await expect(trainNetwork(data, harsh, hooks as never)).rejects.toThrow('enough')
  })

  it('refuses a checkpoint that is damaged or of another network, settings or data', async () => {
    const settings = { ...harsh, epochs: 1 }
    const bytes = encodeCheckpoint(await trainNetwork(data, settings), data)
    const refused = (change: Partial<NetworkSettings>, found: Uint8Array, other = data): string => {
      try {
        decodeCheckpoint(found, 'kept', other, { ...settings, ...change })
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError)
        return (error as ConfigError).message
      }
      throw new Error('taken')
    }
    expect(refused({ hidden: [7] }, bytes)).toMatch('kept: sizes: found [16,6,3]; expected [16,7,3]')
    expect(refused({ seed: 2 }, bytes)).toMatch('settings.seed: found 1; expected 2')
    expect(refused({}, bytes, { ...data, train: stripedDigits(300, 9) })).toMatch('data: found')
    expect(refused({}, bytes.subarray(0, -4))).toMatch('bytes of cells')
    expect(refused({}, Buffer.from('hello\n'))).toMatch('a checkpoint of a training')
    const broken = Buffer.from(bytes)
    broken.writeDoubleLE(Number.NaN, bytes.indexOf(10) + 1)
    expect(refused({}, broken)).toMatch('finite cells')
    expect(decodeCheckpoint(bytes, 'kept', data, settings).records).toHaveLength(2)
  })

  it.each([
    [{ rate: Number.NaN }, 'rate'],
    [{ batch: 0.5 }, 'batch'],
    [{ ranges: [1, 2] }, 'ranges'],
    [{ tile: [1, 8] as const }, 'tile'],
    [{ reading: 'guess' as never }, 'reading'],
    [{ batch: 1000 }, 'batches of 1000'],
    [{ device: 'fmes-open', reading: 'exact' as const }, 'voltage'],
  ])('refuses %o', async (settings, name) => {
    await expect(trainNetwork(data, settings)).rejects.toThrow(name)
  })
})
