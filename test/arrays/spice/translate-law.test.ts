import { describe, expect, test } from 'vitest'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { evaluateLaw } from '../../../arrays/law/evaluate-law.ts'
import { type LawNode, nameNode } from '../../../arrays/law/law-node.ts'
import { parseLaw } from '../../../arrays/law/parse-law.ts'
import { translateLaw } from '../../../arrays/spice/translate-law.ts'
import { evaluateExpression } from './evaluate-expression.ts'

const law = (text: string): LawNode =>
  parseLaw(text, {
    known: ['v', 'a'],
    name: name => (['v', 'a'].includes(name) ? nameNode(name) : undefined),
  })

test.each([
  'v > a ? a * v : v < -a ? -a * v : v * v',
  '(v / a < 0 || v / a > 2) && !(v == 1) ? 3 * abs(v) : v - a',
  'v ** 3 + v ** 2 - abs(v) ** a + abs(v) ** 0.5 + v ** -1',
  'max(exp(-v), log(a + v * v)) + min(sqrt(a), v) * pi',
  '(exp(v) - 1) + (1 - exp(-v / a)) + sinh(a * v) + cosh(v) + tanh(v) + asinh(v) + sign(v)',
])('%s becomes an expression of the same value', text => {
  const tree = law(text)
  const expression = translateLaw(tree, { v: 'V(n)', a: 3 })
  expect(expression).toContain('V(n)')
  for (const v of [-7, -3, -1.7, -0.4, -0.01, 0.02, 0.7, 1, 2.5, 3, 6, 8]) {
    expectNear(evaluateExpression(expression, { n: v }), evaluateLaw(tree, { v, a: 3 }))
  }
})

test('what is known is worked out', () => {
  expect(translateLaw(law('a * sinh(v)'), { v: 1, a: 2 })).toBe(2 * Math.sinh(1))
  expect(translateLaw(law('a > 1 ? v * a : v'), { v: 'V(n)', a: 0 })).toBe('V(n)')
  expect(() => translateLaw(law('a * v'), { v: 'V(n)' })).toThrow(/no value of a/)
})

describe.each(DEVICE_MODELS.map(model => [model.name, model] as const))('%s', (_, model) => {
  const [low, high] = model.validVolts.map(volts => Math.max(-10, Math.min(10, volts))) as [number, number]
  const sweep = Array.from({ length: 21 }, (_, k) => low + ((high - low) * k) / 20)
  const parameters = Object.fromEntries(model.parameters.map(({ name, value }) => [name, value]))
  const names = Object.fromEntries(model.states.map(({ name }) => [name, `V(${name})`]))

  const laws: [string, LawNode[]][] = [
    ['the current', [model.current]],
    ...model.states.map(({ name, law: moving }): [string, LawNode[]] => [
      `what moves ${name}`,
      moving.kind === 'rate' ? [moving.rate] : [moving.rate, moving.target],
    ]),
  ]
  test.each(laws)('%s becomes an expression of the same value', (_, trees) => {
    for (const tree of trees) {
      const text = translateLaw(tree, { ...parameters, ...names, v: 'V(n)' })
      for (const part of [0, 0.3, 1]) {
        const states = Object.fromEntries(
          model.states.map(({ name, range, initial }) => [
            name,
            initial + part * (Math.min(range[1], 1) - initial),
          ]),
        )
        for (const v of sweep) {
          expectNear(
            evaluateExpression(text, { ...states, n: v }),
            evaluateLaw(tree, { ...parameters, ...states, v }),
          )
        }
      }
    }
  })
})

function expectNear(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected) + 1e-30)
}
