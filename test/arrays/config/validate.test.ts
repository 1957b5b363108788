import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { overrideDocument } from '../../../arrays/config/override-document.ts'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { quantity, volts } from '../../../arrays/config/quantity-schemas.ts'
import { validate } from '../../../arrays/config/validate.ts'

const seconds = quantity('s', { min: 0 })

const schema = z.strictObject({
  width: seconds,
  bias: z.enum(['half', 'third']).default('half'),
  steps: z.array(z.strictObject({ volts, repeat: z.int().min(1).default(1) })),
})

describe('validate', () => {
  it('names the kinds of a group of several kinds', () => {
    const kinds = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('mean') }),
      z.object({ kind: z.literal('ratio') }),
    ])
    const given = { file: 'a.yaml', value: { kind: 'meen' }, place: () => ({ file: 'a.yaml' }) }
    expect(() => validate(given, kinds)).toThrow('a.yaml: found "meen"; expected one of "mean", "ratio"')
  })

  it('converts units and fills in defaults', () => {
    const document = parseDocument('width: 100 ms\nsteps: [{volts: 3}]\n', 'f')
    expect(validate(document, schema)).toEqual({
      width: 0.1,
      bias: 'half',
      steps: [{ volts: 3, repeat: 1 }],
    })
  })

  it.each([
    [
      'width: 1\nsteps: []\nbais: half\n',
      'f:3:1: bais: found the unknown key "bais"; expected one of "width", "bias", "steps"; did you mean "bias"?',
    ],
    [
      'width: 1\nsteps: []\nbias: hafl\n',
      'f:3:7: bias: found "hafl"; expected one of "half", "third"; did you mean "half"?',
    ],
    [
      'width: -1\nsteps: []\n',
      'f:1:8: width: found -1; expected a time in s, as a number or with its unit ("100 ms"), at least 0',
    ],
    [
      'width: .nan\nsteps: []\n',
      'f:1:8: width: found NaN; expected a time in s, as a number or with its unit ("100 ms"), at least 0',
    ],
    [
      'width: 1\nsteps: [{volts: 1},{volts: 1 A}]\n',
      'f:2:28: steps[1].volts: found "1 A"; expected a voltage in V, as a number or with its unit ("1.2 V")',
    ],
    [
      'width: 1\nsteps: [{volts: 1, repeat: 0}]\n',
      'f:2:28: steps[0].repeat: found 0; expected a number of at least 1',
    ],
    [
      'width: 1\nsteps: [{volts: 1, repeat: 1.5}]\n',
      'f:2:28: steps[0].repeat: found 1.5; expected a whole number',
    ],
    ['width: 1\n', 'f:1:1: steps: found nothing; expected a list'],
    ['[1, 2]\n', 'f:1:1: found [1, 2]; expected a group of keys'],
  ])('%j: %s', (text, message) => {
    expect(() => validate(parseDocument(text, 'f'), schema)).toThrow(message)
  })
})

describe('validate, unions', () => {
  const step = z.union(
    [
      z.strictObject({ write: z.string(), volts, width: seconds }),
      z.strictObject({ read: volts, width: seconds.default(0) }),
      z.strictObject({ wait: seconds }),
    ],
    { error: 'a step' },
  )

  it.each([
    ['{read: 1, wdith: 2}', /^f:1:11: wdith: found the unknown key "wdith"; .*did you mean "width"/],
    ['{read: abc}', /^f:1:8: read: found "abc"; expected a voltage/],
    ['{wriet: M, volts: 1, width: 1}', /wriet: found the unknown key "wriet".*did you mean "write"/],
    ['{write: M, volts: 1}', /^f:1:1: width: found nothing; expected a time/],
    ['[1]', /^f:1:1: found \[1\]; expected a step/],
  ])('blames %s on the branch that fits best', (text, message) => {
    expect(() => validate(parseDocument(text, 'f'), step)).toThrow(message)
  })
})

describe('overrideDocument', () => {
  const document = parseDocument('width: 1\nsteps: [{volts: 1}, {volts: 2}]\n', 'f')

  it('replaces one value and leaves the document as it is', () => {
    const changed = overrideDocument(document, 'steps[1].volts', '300 mV', {
      file: '--set steps[1].volts=300 mV',
    })
    expect(validate(changed, schema).steps.map(step => step.volts)).toEqual([1, 0.3])
    expect(validate(document, schema).steps[1].volts).toBe(2)
  })

  it('blames the flag for what is wrong with its value', () => {
    const changed = overrideDocument(document, 'steps[1].volts', 'abc', { file: '--set steps[1].volts=abc' })
    expect(() => validate(changed, schema)).toThrow(
      /^--set steps\[1\]\.volts=abc: found "abc"; expected a voltage/,
    )
    const unknown = overrideDocument(document, 'wdith', 3, { file: '--set wdith=3' })
    expect(() => validate(unknown, schema)).toThrow(
      /^--set wdith=3: found the unknown key "wdith".*did you mean "width"/,
    )
    expect(() => overrideDocument(document, 'steps[2].volts', 3, { file: '--set steps[2].volts=3' })).toThrow(
      /^--set steps\[2\]\.volts=3: found nothing/,
    )
  })

  it('makes the groups on the way that were left out', () => {
    const flag = { file: '--set a.b.c=3' }
    const changed = overrideDocument(document, 'a.b.c', 3, flag)
    expect(changed.value).toMatchObject({ width: 1, a: { b: { c: 3 } } })
    for (const path of [['a'], ['a', 'b'], ['a', 'b', 'c']]) expect(changed.place(path)).toEqual(flag)
    expect(changed.place(['width'])).toEqual(document.place(['width']))
    expect(() => overrideDocument(document, 'steps[2].a.b', 3, flag)).toThrow(
      /found nothing; .* "steps\[2\]"/,
    )
    expect(() => overrideDocument(document, 'width.a.b', 3, flag)).toThrow(/found 1; .* "width"/)
  })

  it('makes a group at the top that was left out, and blames the flag for one that does not exist', () => {
    const flag = { file: '--set spread.width=3' }
    expect(overrideDocument(document, 'spread.width', 3, flag).value).toMatchObject({
      spread: { width: 3 },
    })
    expect(() => validate(overrideDocument(document, 'spread.width', 3, flag), schema)).toThrow(
      /^--set spread\.width=3: found the unknown key "spread"/,
    )
  })
})
