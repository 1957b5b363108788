import { describe, expect, it } from 'vitest'
import { parseQuantity, readQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError } from '../../../arrays/errors.ts'

describe('readQuantity', () => {
  it.each([
    ['100 ms', 's', 0.1],
    ['10 kohm', 'ohm', 10_000],
    ['10 k\u03a9', 'ohm', 10_000],
    ['3 pA', 'A', 3e-12],
    ['1.2 V', 'V', 1.2],
    ['5 uS', 'S', 5e-6],
    ['5 \u00b5S', 'S', 5e-6],
    ['5\u03bcS', 'S', 5e-6],
    ['-1.5e3 mV', 'V', -1.5],
    ['7 Mohm', 'ohm', 7e6],
    ['7 mohm', 'ohm', 7e-3],
    ['.5', 'V', 0.5],
    ['2.', 'V', 2],
    [' 20 1/s ', '1/s', 20],
    ['20 kHz', '1/s', 20_000],
    ['3 1/V', '1/V', 3],
    ['0.7', '1', 0.7],
    [1e-5, 'S', 1e-5],
  ])('reads %j in %s as %d', (text, unit, value) => {
    expect(readQuantity(text, unit)).toEqual({ value })
  })

  it.each([
    ['abc', 'V'],
    ['', 'V'],
    ['1 2', 'V'],
    ['5 m', 's'],
    ['100 ms', 'V'],
    ['3 pA', 'S'],
    ['1 xV', 'V'],
    ['0x10', 'V'],
    ['1,5', 'V'],
    ['1e999', 'V'],
    ['Infinity', 'V'],
    [Number.NaN, 'V'],
    [Number.POSITIVE_INFINITY, 'V'],
    [null, 'V'],
    [true, 'V'],
  ])('refuses %j in %s', (text, unit) => {
    expect(readQuantity(text, unit)).toHaveProperty('expected')
  })

  it('takes the prefix into the exponent, so that no rounding is added', () => {
    expect(readQuantity('0.3 m' + 'V', 'V')).toEqual({ value: 0.3e-3 })
    expect(readQuantity('1.1 pA', 'A')).toEqual({ value: 1.1e-12 })
  })
})

describe('parseQuantity', () => {
  it('says which flag, what was found and what was expected', () => {
    expect(() => parseQuantity('3 pF', 'ohm', { file: '--wire' })).toThrow(
      new ConfigError(
        { file: '--wire' },
        '"3 pF"',
        'a resistance in ohm, as a number or with its unit ("10 kohm")',
      ),
    )
  })
})
