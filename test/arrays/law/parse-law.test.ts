import { describe, expect, test } from 'vitest'
import { evaluateLaw } from '../../../arrays/law/evaluate-law.ts'
import { LawError } from '../../../arrays/law/law-error.ts'
import { nameNode } from '../../../arrays/law/law-node.ts'
import { parseLaw } from '../../../arrays/law/parse-law.ts'
import { parseLawFunction } from '../../../arrays/law/parse-law-function.ts'

const names = ['v', 'w', 'kOff', 'vOff']
const scope = { known: names, name: (name: string) => (names.includes(name) ? nameNode(name) : undefined) }
const values = { v: 0.3, w: -2, kOff: 5, vOff: 0.1 }

describe('parseLaw', () => {
  test.each([
    ['1 + 2 * 3 - 4 / 8', 6.5],
    ['-w ** 2', Number.NaN],
    ['-(w ** 2) + (-w) ** 2', 0],
    ['v > vOff ? kOff * (v / vOff - 1) ** 2 : 0', 5 * (0.3 / 0.1 - 1) ** 2],
    ['!(v > 1) && (w <= -2 || v == 7) ? 1 : 2', 1],
    ['v != 0.3 ? 1 : v >= 0.3 ? 2 : 3', 2],
    [
      'exp(1) + log(2) + sqrt(4) + sinh(1) + cosh(1) + tanh(1)',
      Math.E + Math.LN2 + 2 + Math.E + Math.tanh(1),
    ],
    ['asinh(w) + abs(w) + sign(w) + pow(kOff, 2)', Math.asinh(-2) + 2 - 1 + 25],
    ['min(v, w, kOff) + max(v, w)', -2 + 0.3],
    ['pi * elementaryCharge / boltzmann', (Math.PI * 1.602176634e-19) / 1.380649e-23],
  ])('%s', (text, expected) => {
    if (Number.isNaN(expected)) expect(() => parseLaw(text, scope)).toThrow(LawError)
    else
      expect(evaluateLaw(parseLaw(text, scope), values) / (expected || 1)).toBeCloseTo(
        expected === 0 ? 0 : 1,
        12,
      )
  })

  test('equal parts are the same tree, numbers are worked out, neutral elements left out', () => {
    expect(parseLaw('v * (2 + 3)', scope)).toBe(parseLaw('v * 5', scope))
    expect(parseLaw('0 + v * 1 - 0', scope)).toBe(nameNode('v'))
    expect(parseLaw('1 > 2 ? w : v', scope)).toBe(nameNode('v'))
  })

  test('exp(x) - 1 keeps its digits at small x', () => {
    expect(evaluateLaw(parseLaw('exp(v) - 1', scope), { v: 1e-12 }) / 1e-12).toBeCloseTo(1, 11)
    expect(evaluateLaw(parseLaw('1 - exp(-v)', scope), { v: 1e-12 }) / 1e-12).toBeCloseTo(1, 11)
  })

  test.each([
    ['q * 2', /the name "q"; expected one of v, w, kOff, vOff, pi/, 0],
    ['v + constructor', /the name "constructor"/, 4],
    ['v.w', /a property/, 0],
    ['v["w"]', /a property/, 0],
    ['alert(1)', /a call of "alert"; expected one of the functions exp/, 0],
    ['2 * toString(1)', /a call of "toString"/, 4],
    ['exp(v)(w)', /a call/, 0],
    ['v = 3', /an assignment/, 0],
    ['v++', /an assignment/, 0],
    ['() => v', /a function/, 0],
    ['`v`', /a text/, 0],
    ['"v"', /the literal "v"/, 0],
    ['v, w', /several expressions/, 0],
    ['new v', /new/, 0],
    ['v +', /the end/, 3],
    ['(v', /the end/, 2],
    ['v) + 2', /"\) \+ 2"/, 1],
    ['v > 0', /a comparison/, 0],
    ['(v > 0) * 2', /a comparison/, 0],
    ['v ? 1 : 2', /a number; expected a comparison/, 0],
    ['v && 1', /a number; expected a comparison/, 0],
    ['exp(v, w)', /2 arguments of exp; expected 1/, 0],
    ['min(v)', /1 arguments of min; expected 2 or more/, 0],
    ['exp(...v)', /a spread argument/, 4],
    ['v % w', /the operator %/, 0],
    ['~v', /the operator ~/, 0],
    ['1n', /the literal 1n/, 0],
    ['import("fs")', /import/, 0],
    [`${'('.repeat(4000)}v${')'.repeat(4000)}`, /nested too deeply/, undefined],
    [`v${' + v'.repeat(3000)}`, /12001 characters; expected at most 10000/, 0],
  ])('refuses %s', (text, words, offset) => {
    let error: unknown
    try {
      parseLaw(text, scope)
    } catch (thrown) {
      error = thrown
    }
    // A law that is nested deeply but right may be read.
    if (offset === undefined && error === undefined) return
    expect(error).toBeInstanceOf(LawError)
    expect((error as LawError).message).toMatch(words)
    if (offset !== undefined) expect((error as LawError).offset).toBe(offset)
  })
})

describe('parseLawFunction', () => {
  test('arrows, methods, renamed arguments, constants and Math', () => {
    const laws = {
      method({ v, vOff }: Record<string, number>): number {
        const over = v! / vOff!
        const square = over ** 2
        return square * Math.PI
      },
    }
    expect(
      evaluateLaw(
        parseLawFunction(({ v, w }: Record<string, number>) => v! * w!, scope),
        values,
      ),
    ).toBe(-0.6)
    const renamed = ({ v: a, w: b }: Record<string, number>) => Math.max(a!, b!)
    expect(evaluateLaw(parseLawFunction(renamed, scope), values)).toBe(0.3)
    expect(evaluateLaw(parseLawFunction(laws.method, scope), values)).toBeCloseTo(9 * Math.PI, 12)
    expect(
      evaluateLaw(
        parseLawFunction(() => 3, scope),
        values,
      ),
    ).toBe(3)
  })

  const outside = 7
  test.each([
    [({ v }: Record<string, number>) => v! * outside, /the name "outside"/],
    [({ q }: Record<string, number>) => q!, /the name "q"; expected one of v/],
    [(v: number) => v, /other arguments|the pattern/],
    [({ v = 2 }: Record<string, number>) => v, /another pattern/],
    [({ v, ...rest }: Record<string, number>) => v! + rest.w!, /another pattern/],
    [({ v }: Record<string, number>) => Math.floor(v!), /a call of "floor"/],
    [
      ({ v }: Record<string, number>) => {
        let sum = 0
        for (let k = 0; k < 3; k++) sum += v!
        return sum
      },
      /the statement VariableDeclaration/,
    ],
    [
      ({ v }: Record<string, number>) => {
        if (v! > 0) return 1
        return 0
      },
      /the statement IfStatement/,
    ],
  ])('refuses what is no arithmetic: %s', (law, words) => {
    expect(() => parseLawFunction(law as (...values: never[]) => number, scope)).toThrow(words)
  })
})
