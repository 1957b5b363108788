import { describe, expect, it } from 'vitest'
import { SlowArrays } from '../../../arrays/engine/slow-arrays.ts'

/** Two arrays of two nodes in each of two planes, which creep to rest by shares of their own, one sweep a run. */
const FALLS = [0.9, 0.5]
const REST = [3, -2]

function creep(from: readonly Float32Array[], sweeps: number): { to: Float32Array[]; moved: Float32Array } {
  const moved = new Float32Array(2)
  const to = from.map(plane =>
    plane.map((value, k) => {
      const array = k >> 1
      const left = (value - REST[array]) * FALLS[array] ** sweeps
      moved[array] = Math.abs(left * (1 / FALLS[array] - 1))
      return REST[array] + left
    }),
  )
  return { to, moved }
}

describe('SlowArrays', () => {
  it.each([1, 3])('says what is missing and leads there, %d sweeps a run', sweeps => {
    const slow = new SlowArrays(2, [4, 4], sweeps)
    let at: Float32Array[] = [new Float32Array(4), new Float32Array(4)]
    const first = creep(at, sweeps)
    expect(slow.look(at, first.to, first.moved)).toBe(Number.POSITIVE_INFINITY)
    slow.lead(first.to)
    at = first.to
    const second = creep(at, sweeps)
    const missing = Math.max(...second.to[0].map((value, k) => Math.abs(value - REST[k >> 1])))
    expect(slow.look(at, second.to, second.moved) / missing).toBeCloseTo(1, 4)
    slow.lead(second.to)
    for (const plane of second.to) {
      plane.forEach((value, k) => {
        expect(value).toBeCloseTo(REST[k >> 1], 5)
      })
    }
  })

  it('has nothing missing where nothing moves', () => {
    const slow = new SlowArrays(2, [4], 3)
    const still = [new Float32Array(4)]
    expect(slow.look(still, still, new Float32Array(2))).toBe(0)
  })
})
