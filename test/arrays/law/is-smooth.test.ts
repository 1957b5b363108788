import { expect, it } from 'vitest'
import { isSmooth } from '../../../arrays/law/is-smooth.ts'
import { nameNode } from '../../../arrays/law/law-node.ts'
import { parseLaw } from '../../../arrays/law/parse-law.ts'

const names = ['v', 'w']
const scope = { known: names, name: (name: string) => (names.includes(name) ? nameNode(name) : undefined) }

it.each([
  ['w * sinh(2 * v) + exp(v) / (1 + tanh(v) ** 2)', true],
  ['v ** 3 - v', true],
  ['sqrt(w) * abs(w) * v', true],
  ['(w > 1 ? 2 : 3) * sinh(v)', true],
  ['v > w ? v : 2 * v', false],
  ['w * max(v, 0)', false],
  ['sign(v) * v * v', false],
  ['w * abs(v) ** 1.5', false],
  ['v ** w', false],
  ['exp(sqrt(v))', false],
])('%s is smooth in v: %s', (text, smooth) => {
  expect(isSmooth(parseLaw(text, scope), 'v')).toBe(smooth)
})
