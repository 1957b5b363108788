import { describe, expect, it } from 'vitest'
import { generatedDigits } from '../../../../scenarios/learning/dataset.ts'
import { CLAIM_NETWORKS, claimSettings } from '../../../../scenarios/papers/claims/claim-networks.ts'
import { networkClaims } from '../../../../scenarios/papers/claims/networks.ts'
import { parallelArrayClaims } from '../../../../scenarios/papers/claims/parallel-array.ts'
import { readMnistFolder } from '../../../../src/learning/read-mnist-folder.ts'

const FOLDER = process.env.SNEAKPATH_MNIST

describe('network claims', () => {
  it('E19: a 3 x 3 array learns in parallel', () => {
    expect(parallelArrayClaims[0].run()).toMatchObject({ unit: 's', holds: true })
  })

  it('E05 and E24 are one network with the device and with an ideal synapse, ranges and all', () => {
    const { E05, E24 } = CLAIM_NETWORKS
    expect([E05.device, E24.device]).toEqual(['hbn-wo3', 'ideal'])
    expect(claimSettings('E24', 'resistor')).toEqual(claimSettings('E05', 'resistor'))
  })

  it('two epochs of every claim on drawn digits', async () => {
    const data = {
      train: generatedDigits(300, 1, 'train'),
      test: generatedDigits(100, 1, 'test'),
      classes: 10,
    }
    for (const { id, run } of networkClaims) {
      const outcome = await run(data, { epochs: 2, patterns: 300, seeds: [1, 2] })
      expect([id, outcome.simulated.every(Number.isFinite)]).toEqual([id, true])
      // Three updates an epoch teach a single layer more than chance.
      if (id === 'A18') expect(outcome.simulated[0]).toBeGreaterThan(20)
    }
  }, 300_000)

  it.skipIf(FOLDER === undefined)(
    'two epochs of every claim on MNIST (SNEAKPATH_MNIST names its folder)',
    async () => {
      const { train, test, classes } = await readMnistFolder(FOLDER!)
      const less = (data: typeof train, count: number) => ({
        ...data,
        count,
        labels: data.labels.subarray(0, count),
      })
      const data = { train: less(train, 2000), test: less(test, 500), classes }
      for (const { id, run } of networkClaims) {
        const outcome = await run(data, { epochs: 2, seeds: [1, 2] })
        expect([id, outcome.simulated.every(Number.isFinite)]).toEqual([id, true])
      }
    },
    600_000,
  )
})
