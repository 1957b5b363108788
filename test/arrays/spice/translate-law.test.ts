import { describe, expect, test } from 'vitest'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import { translateLaw } from '../../../arrays/spice/translate-law.ts'
import { hyperbolicSine, oneMinusExp, smoothStep } from '../../../kernels/scalar.ts'
import { evaluateExpression } from './evaluate-expression.ts'

function earlyReturns(v: number, a: number): number {
  if (v > a) return a * v
  if (v < -a) {
    return -a * v
  }
  return v * v
}

function changedInBranches(v: number, a: number): number {
  let x = v / a
  let y = 1
  if (x < 0 || x > 2) {
    x = Math.abs(x)
    y *= 3
  } else if (!(x > 1)) {
    y = x - 1
  }
  return x + y
}

function powers(v: number, a: number): number {
  const signed = v ** 3 + v ** 2 - v ** a
  return signed + Math.abs(v) ** 0.5
}

function everyMath(v: number, a: number): number {
  return Math.max(Math.exp(-v), Math.log(a + v * v)) + Math.min(Math.sqrt(a), v) * Math.PI
}

function callsOthers(v: number, a: number): number {
  return oneMinusExp(v) + hyperbolicSine(a * v) * smoothStep(v, 0, a)
}

const arrow = (v: number, a: number): number => (v >= 0 && v <= a ? 1 : -1)
const object = {
  method(v: number, a: number): number {
    return v === a ? 5 : v - a
  },
}

test.each([earlyReturns, changedInBranches, powers, everyMath, callsOthers, arrow, object.method])(
  '$name becomes an expression of the same value',
  law => {
    const text = translateLaw(law, [oneMinusExp, hyperbolicSine, smoothStep], ['V(n)', 3])
    expect(text).toContain('V(n)')
    for (const v of [-7, -3, -1.7, -0.4, -0.01, 0, 0.02, 0.7, 1, 2.5, 3, 6, 8]) {
      expect(evaluateExpression(text, { n: v }), `v = ${v}`).toBeCloseTo(law(v, 3), 12)
    }
  },
)

test('what is known is worked out', () => {
  expect(translateLaw(callsOthers, [oneMinusExp, hyperbolicSine, smoothStep], [1, 2])).toBe(callsOthers(1, 2))
  expect(translateLaw(earlyReturns, [], ['V(n)', 0])).toBe(
    '((V(n) > 0) ? 0 : ((V(n) < 0) ? 0 : (V(n) * V(n))))',
  )
})

test.each([
  [(v: number) => Math.floor(v), /Math\.floor/],
  [(v: number) => smoothStep(v, 0, 1), /a call of smoothStep/],
  [
    (v: number) => {
      for (let k = 0; k < 3; k++) v += k
      return v
    },
    /ForStatement/,
  ],
  [(v: number) => v + expect.length, /property/],
  [(v: number) => [v][0]!, /property/],
  [
    (v: number) => {
      if (v > 0) return v
    },
    /an end without return/,
  ],
  [(v: number) => (v ? 1 : 0), /not a comparison/],
])('refuses what is no scalar law: %s', (law, words) => {
  expect(() => translateLaw(law as (v: number) => number, [], ['V(n)'])).toThrow(words)
})

describe.each(DEVICE_MODELS.map(model => [model.name, model] as const))('%s', (_, model) => {
  const [low, high] = model.validVolts.map(volts => Math.max(-10, Math.min(10, volts))) as [number, number]
  const sweep = Array.from({ length: 21 }, (_, k) => low + ((high - low) * k) / 20)
  const parameters = model.parameters.map(({ value }) => value)

  test('the current becomes an expression of the same value', () => {
    const names = model.states.map(state => `V(${state.name})`)
    const text = translateLaw(model.current, model.functions, ['V(n)', ...names, ...parameters])
    for (const part of [0, 0.3, 1]) {
      const states = model.states.map(
        ({ range, initial }) => initial + part * (Math.min(range[1], 1) - initial),
      )
      const nodes = Object.fromEntries(model.states.map(({ name }, k) => [name, states[k]!]))
      for (const v of sweep) {
        const law = model.current(v, ...states, ...parameters)
        expectNear(evaluateExpression(text, { ...nodes, n: v }), law)
      }
    }
  })

  test.each(model.states.map(state => [state.name, state] as const))(
    'so do rate and target of %s',
    (_, state) => {
      for (const law of [state.rate, state.target]) {
        const text = translateLaw(law, model.functions, ['V(n)', ...parameters])
        for (const v of sweep) expectNear(evaluateExpression(text, { n: v }), law(v, ...parameters))
      }
    },
  )
})

function expectNear(found: number, expected: number): void {
  expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected) + 1e-30)
}
