import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type LawNode, nameNode, numberNode, type Operation } from '../../../arrays/law/law-node.ts'
import { operate } from '../../../arrays/law/operate.ts'
import { parseLaw } from '../../../arrays/law/parse-law.ts'
import { printLaw } from '../../../arrays/law/print-law.ts'

const scope = { known: [], name: nameNode }

const ONE: readonly Operation[] = [
  'negate',
  'exp',
  'expm1',
  'log',
  'sqrt',
  'sinh',
  'cosh',
  'tanh',
  'asinh',
  'abs',
  'sign',
]
const TWO: readonly Operation[] = ['+', '-', '*', '/', '**', 'min', 'max']
const COMPARED: readonly Operation[] = ['<', '<=', '==']

/** Any law of three names. */
const { law } = fc.letrec<{ law: LawNode; condition: LawNode }>(tie => ({
  law: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom('v', 'w', 'k').map(nameNode),
    fc
      .oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }))
      .map(numberNode),
    fc.tuple(fc.constantFrom(...ONE), tie('law')).map(([operation, a]) => operate(operation, a)),
    fc
      .tuple(fc.constantFrom(...TWO), tie('law'), tie('law'))
      .map(([operation, a, b]) => operate(operation, a, b)),
    fc.tuple(tie('condition'), tie('law'), tie('law')).map(parts => operate('?', ...parts)),
  ),
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc
      .tuple(fc.constantFrom(...COMPARED), tie('law'), tie('law'))
      .map(([operation, a, b]) => operate(operation, a, b)),
    tie('condition').map(a => operate('!', a)),
    fc
      .tuple(fc.constantFrom<Operation>('&&', '||'), tie('condition'), tie('condition'))
      .map(([operation, a, b]) => operate(operation, a, b)),
  ),
}))

describe('printLaw', () => {
  it.each([
    '(a + b) * c - d / (e * f)',
    'a - (b - c)',
    '(-a) ** 2 + a ** -b + (a ** b) ** c',
    'a < b && !(c == d) || e <= f ? a : b < c ? d : e',
    '(a < b ? c : d) * 2',
    'exp(a) - 1 + min(a, max(b, 2))',
    'boltzmann * a / elementaryCharge',
    '-(a + b)',
  ])('%s keeps its brackets and no others', text => {
    expect(printLaw(parseLaw(text, scope))).toBe(text)
  })

  it('prints any law so that it is read as the same', () => {
    fc.assert(
      fc.property(law, tree => {
        fc.pre(!printLaw(tree).includes('NaN'))
        expect(parseLaw(printLaw(tree), scope)).toBe(tree)
      }),
      { numRuns: 2000 },
    )
  })
})
