import { describe, expect, it } from 'vitest'
import { evaluateLaw } from '../../../arrays/law/evaluate-law.ts'
import { inFloat32, keepInFloat32 } from '../../../arrays/law/keep-in-float32.ts'
import { nameNode } from '../../../arrays/law/law-node.ts'
import { parseLaw } from '../../../arrays/law/parse-law.ts'
import { nodesOf } from '../../../arrays/law/walk-law.ts'

const known = ['n', 'eps', 'v', 'x']
const law = (text: string) =>
  parseLaw(text, { known, name: name => (known.includes(name) ? nameNode(name) : undefined) })
const points = [1, 2, 5].map(k => ({ n: k * 1e26, eps: 5 + k, v: 0.3 * k, x: 0.1 * k }))

describe('keepInFloat32', () => {
  // By image force, tunnelling and field: products of charges, masses and permittivities.
  it.each([
    '2 * 1.602e-19 ** 3 * n / (8 * pi ** 2 * (eps * 8.854e-12) ** 3)',
    '1.602e-19 * 6.626e-34 / (4 * pi) * sqrt(2 * n / (9.109e-31 * eps * 8.854e-12))',
    'sqrt(1.602e-19 ** 3 * v / (4 * pi * eps * 8.854e-12)) / 1.602e-19 + x',
    'exp(-1.602e-19 * v * 1e-25 / (1.38e-23 * 300 * 1e-25)) - (1e30 * x) ** 3 / 1e80',
  ])('keeps products that float32 loses: %s', text => {
    const given = law(text)
    const kept = keepInFloat32(given, points)
    let lost = 0
    for (const point of points) {
      const exact = evaluateLaw(given, point)
      expect(Math.abs(evaluateLaw(kept, point) / exact - 1)).toBeLessThan(1e-12)
      expect(Math.abs(inFloat32(kept, point) / exact - 1)).toBeLessThan(1e-5)
      if (!(Math.abs(inFloat32(given, point) / exact - 1) < 1e-5)) lost++
    }
    expect(lost).toBe(points.length)
  })

  it('leaves a law as it is that float32 holds', () => {
    const given = law('1e-6 * sinh(v / 0.1) * (1 - x) ** 3 / sqrt(eps)')
    expect(keepInFloat32(given, points)).toBe(given)
    expect(nodesOf([given]).length).toBeGreaterThan(5)
  })
})
