import { describe, expect, it } from 'vitest'
import type { NetworkSettings } from '../../../scenarios/learning/network-settings.ts'
import { type AccuraciesOf, tuneTraining } from '../../../scenarios/learning/tune-training.ts'
import { stripedDigits } from './striped-digits.ts'

const data = { train: stripedDigits(200, 1), test: stripedDigits(150, 2), classes: 3 }

/** Falls off to both sides of the best place along each direction. */
const hill =
  (best: Partial<NetworkSettings>, seen: NetworkSettings[]): AccuraciesOf =>
  async (_, all) => {
    seen.push(...all)
    return all.map(
      ({ rate, threshold, ranges }) =>
        1 -
        0.1 * Math.abs(Math.log((best.rate ?? rate) / rate)) -
        0.1 * Math.abs(Math.log((best.threshold ?? threshold) / threshold || 1)) -
        0.1 * Math.abs(Math.log(best.ranges![0] / ranges[0])),
    )
  }

describe('the choice of rate and ranges', () => {
  it('goes on while the last step was the best, and tries nothing twice', async () => {
    const seen: NetworkSettings[] = []
    const { settings, tried } = await tuneTraining(
      data,
      { device: 'ideal', rate: 0.3, ranges: [0.5] },
      { accuraciesOf: hill({ rate: 2.7, ranges: [0.125] }, seen) },
    )
    expect([settings.rate, settings.ranges]).toEqual([2.7, [0.125]])
    expect(tried.map(({ rate, ranges }) => [rate, ranges[0]])).toEqual([
      [0.1, 0.5],
      [0.3, 0.5],
      [0.9, 0.5],
      [2.7, 0.5],
      [8.1, 0.5],
      [2.7, 0.25],
      [2.7, 1],
      [2.7, 0.125],
      [2.7, 0.0625],
    ])
    expect(seen).toHaveLength(tried.length)
  })

  it('changes the threshold where updates are one pulse by the sign', async () => {
    const { settings } = await tuneTraining(
      data,
      { device: 'ideal', update: 'sign', threshold: 1e-3, ranges: [1] },
      { accuraciesOf: hill({ threshold: 1e-3 / 3, ranges: [1] }, []) },
    )
    expect(settings).toMatchObject({ threshold: 3.33e-4, ranges: [1] })
  })

  it('keeps to the settings where nothing is better', async () => {
    const flat: AccuraciesOf = async (_, all) => all.map(() => 0.5)
    const { settings } = await tuneTraining(
      data,
      { device: 'ideal', rate: 0.3, ranges: [0.5] },
      { accuraciesOf: flat },
    )
    expect([settings.rate, settings.ranges]).toEqual([0.3, [0.5]])
  })

  it('looks at no test pattern: a tenth of the training patterns is kept back', async () => {
    const look: AccuraciesOf = async (split, all) => {
      expect([split.train.count, split.test.count]).toEqual([180, 20])
      expect(split.test.images).toEqual(data.train.images.subarray(180 * data.train.inputs))
      return all.map(() => 0)
    }
    await tuneTraining(data, { device: 'ideal' }, { accuraciesOf: look })
  })

  it('trains here unless told otherwise', async () => {
    const { tried } = await tuneTraining(data, { device: 'ideal', epochs: 1, batch: 20, ranges: [2] })
    expect(tried.length).toBeGreaterThanOrEqual(5)
    for (const { accuracy } of tried) expect(accuracy).toBeGreaterThan(0)
  })
})
