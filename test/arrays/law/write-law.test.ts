import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compileLoop } from '../../../arrays/law/compile-loop.ts'
import { differentiate } from '../../../arrays/law/differentiate.ts'
import { evaluateLaw } from '../../../arrays/law/evaluate-law.ts'
import { float64Dialect, shaderDialect } from '../../../arrays/law/law-dialect.ts'
import { type LawNode, nameNode } from '../../../arrays/law/law-node.ts'
import { parseLaw } from '../../../arrays/law/parse-law.ts'
import { writeLaws } from '../../../arrays/law/write-law.ts'

const NAMES = ['v', 'x', 'a', 'b']
const scope = { known: NAMES, name: (name: string) => (NAMES.includes(name) ? nameNode(name) : undefined) }
const law = (text: string): LawNode => parseLaw(text, scope)

/** Texts of smooth laws that stay finite, with choices that share conditions and parts. */
const { text } = fc.letrec(tie => ({
  text: fc.oneof(
    { maxDepth: 5, depthIdentifier: 'law' },
    fc.constantFrom(...NAMES, '0.5', '2', '(-1.5)'),
    fc.tuple(tie('text'), fc.constantFrom('+', '-', '*'), tie('text')).map(([a, o, b]) => `(${a} ${o} ${b})`),
    tie('text').map(a => `exp(-abs(${a}))`),
    tie('text').map(a => `tanh(${a})`),
    tie('text').map(a => `sinh(min(2, max(-2, ${a})))`),
    tie('text').map(a => `cosh(min(2, max(-2, ${a})))`),
    tie('text').map(a => `(exp(min(1, ${a})) - 1)`),
    tie('text').map(a => `(min(3, abs(${a})) ** 3)`),
    tie('text').map(a => `log(1 + abs(${a}))`),
    tie('text').map(a => `asin(0.9 * tanh(${a}))`),
    fc
      .tuple(
        fc.constantFrom('v > 0', 'v > x', 'a < b', 'x <= 1 && v > -1', '!(x > b)'),
        tie('text'),
        tie('text'),
      )
      .map(([c, a, b]) => `(${c} ? ${a} : ${b})`),
  ),
})) as { text: fc.Arbitrary<string> }

describe('compileLoop', () => {
  test('gives what the trees give, for any laws together, columns of one value and of many', () => {
    const number = fc.double({ min: -2, max: 2, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(text, { minLength: 1, maxLength: 4 }),
        fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean()),
        fc.array(fc.tuple(number, number, number, number), { minLength: 3, maxLength: 3 }),
        (texts, many, points) => {
          const laws = texts.map(law)
          const columns = NAMES.map((_, n) =>
            Float64Array.from(many[n] ? points : points.slice(0, 1), point => point[n]),
          )
          const results = laws.map(() => new Float64Array(3))
          compileLoop(laws, NAMES)(3, columns, results)
          for (let k = 0; k < 3; k++) {
            const at = Object.fromEntries(NAMES.map((name, n) => [name, columns[n][many[n] ? k : 0]]))
            laws.forEach((tree, r) => {
              const exact = evaluateLaw(tree, at)
              // The loop writes cosh and whole powers in other operations.
              expect(Math.abs(results[r][k] - exact)).toBeLessThanOrEqual(1e-11 * (1 + Math.abs(exact)))
            })
          }
        },
      ),
      { seed: 5, numRuns: 1500 },
    )
  })

  test('derivatives agree with differences', () => {
    const number = fc.double({ min: -1.5, max: 1.5, noNaN: true })
    let compared = 0
    fc.assert(
      fc.property(text, fc.tuple(number, number, number, number), (source, point) => {
        const tree = law(source)
        const at = Object.fromEntries(NAMES.map((name, n) => [name, point[n]]))
        const value = (v: number): number => evaluateLaw(tree, { ...at, v })
        const slope = evaluateLaw(differentiate(tree, 'v'), at)
        const h = 1e-5
        const here = value(at.v!)
        const [left, right] = [here - value(at.v! - h), value(at.v! + h) - here].map(way => way / h) as [
          number,
          number,
        ]
        // At a kink the two sides differ.
        if (!(Math.abs(left - right) < 1e-3 * (1 + Math.abs(right)))) return
        compared++
        expect(Math.abs(slope - (left + right) / 2)).toBeLessThanOrEqual(1e-3 * (1 + Math.abs(right)))
      }),
      { seed: 6, numRuns: 1500 },
    )
    expect(compared).toBeGreaterThan(1000)
  })
})

describe('writeLaws', () => {
  const write = (texts: readonly string[], uniform: readonly string[] = []) =>
    writeLaws(texts.map(law), {
      dialect: float64Dialect,
      name: name => name,
      isUniform: name => uniform.includes(name),
    })
  const count = (source: string, what: string): number => source.split(what).length - 1

  test('computes once what several laws share', () => {
    const { body, results } = write(['a * exp(v / b)', 'exp(v / b) + x', 'sinh(v / b)', 'cosh(v / b)'])
    expect(count(`${body} ${results.join(' ')}`, 'Math.exp(')).toBe(1)
  })

  test('computes before the loop what has one value', () => {
    const { before, body, results } = write(['exp(a / b) * v + sqrt(a)'], ['a', 'b'])
    expect(count(before, 'Math.exp(')).toBe(1)
    expect(`${body}${results.join()}`).not.toContain('Math')
  })

  test('computes in a branch what only the branch needs, and makes choices by one condition together', () => {
    const { body } = write([
      'v > 0 ? exp(v) : exp(-v / a)',
      'v > 0 ? 2 * exp(v) : x',
      '(v > 0 ? tanh(x) : 0) + exp(x)',
    ])
    expect(count(body, 'if (')).toBe(1)
    const [yes, no] = body.split('} else {')
    expect(count(yes!, 'Math.exp(v)')).toBe(1)
    expect(count(no!, 'Math.exp(v)')).toBe(0)
    expect(count(no!, 'Math.exp(')).toBe(1)
  })

  test('writes WGSL: numbers with a point, variables with a kind, functions of its own', () => {
    const { body, results } = writeLaws([law('v > 0 ? 2 * tanh(v) : exp(x) - 1')], {
      dialect: shaderDialect,
      name: name => name,
      isUniform: () => false,
    })
    expect(`${body}\n${results}`.split('\n')).toEqual([
      'var t0 = 0.0;',
      'if ((0.0 < v)) {',
      't0 = (2.0 * tanh_of(v));',
      '} else {',
      't0 = (-one_minus_exp(-(x)));',
      '}',
      't0',
    ])
  })

  test.each([
    ['1e300', '3.4028234e+38'],
    ['-0.5', '(-0.5)'],
    ['1e-12', '1e-12'],
  ])('keeps the number %s inside float32', (text, written) => {
    expect(shaderDialect.number(Number(text))).toBe(written)
  })
})
