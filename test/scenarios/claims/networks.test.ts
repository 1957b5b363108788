import { describe, expect, it } from 'vitest'
import { networkClaims } from '../../../scenarios/claims/networks.ts'
import { parallelArrayClaims } from '../../../scenarios/claims/parallel-array.ts'
import { readMnistFolder } from '../../../scenarios/learning/read-mnist-folder.ts'

const FOLDER = process.env.SNEAKPATH_MNIST

describe('network claims', () => {
  it('E19: a 3 x 3 array learns in parallel', () => {
    expect(parallelArrayClaims[0]!.run()).toMatchObject({ unit: 's', holds: true })
  })

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
        const outcome = await run(data, { epochs: 2 })
        expect([id, outcome.simulated.every(Number.isFinite)]).toEqual([id, true])
      }
    },
    600_000,
  )
})
