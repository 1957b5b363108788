import { expect, test } from 'vitest'
import { solveNetwork } from '../../arrays/network/solve-network.ts'
import { expectLawful } from '../reference/expect-lawful.ts'
import { HAND_NETWORKS } from '../reference/hand-networks.ts'
import { problemOf } from '../reference/random-network.ts'

test.each(HAND_NETWORKS.map(network => [network.name, network] as const))('%s', (_, network) => {
  const problem = problemOf(network)
  const solution = solveNetwork(problem)
  expectLawful(problem, solution)
  for (const [field, values] of Object.entries(network.answer)) {
    const found = solution[field as 'cellCurrents']
    expect(found.length, field).toBe(values.length)
    values.forEach((value, k) => {
      expect(Math.abs(found[k] - value), `${field}[${k}]`).toBeLessThanOrEqual(
        1e-13 * Math.max(...values.map(Math.abs)),
      )
    })
  }
  network.power?.forEach((watts, k) => {
    const { delivered, cells, wires, drivers } = solution.power
    expect([delivered, cells, wires, drivers][k]).toBeCloseTo(watts, 12)
  })
})
