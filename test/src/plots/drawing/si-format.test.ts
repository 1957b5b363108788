import { describe, expect, it } from 'vitest'
import { displayUnit, formatNumber, formatSi } from '../../../../src/plots/drawing/si-format.ts'
import { fitText, textWidth } from '../../../../src/plots/drawing/text-width.ts'

describe('a value with its unit', () => {
  it.each([
    [1e-12, 'S', '1 pS'],
    [999.6e-12, 'S', '1000 pS'],
    [-3.25e-9, 'A', '−3.25 nA'],
    [4700, 'ohm', '4.7 kΩ'],
    [0, 'V', '0 V'],
    [2e-27, 'J', '0.002 yJ'],
    [0.1, 's', '100 ms'],
    [12345.6, 's', '12346 s'],
    [0.25, '', '0.25'],
    [3e-7, '', '300 ×10⁻⁹'],
    [97.5, '%', '97.5 %'],
    [5e-3, 'm^2', '5 ×10⁻³ m^2'],
    [5e-6, 'A/V^2', '5 µA/V^2'],
  ])('%d in %s is %s', (value, unit, text) => {
    expect(formatSi(value, unit)).toBe(text)
  })

  it('keeps powers of a thousand where rounding of the logarithm would miss them', () => {
    for (let exponent = -24; exponent <= 15; exponent += 3) {
      expect(displayUnit('S', 10 ** exponent).factor).toBe(10 ** exponent)
    }
  })

  it('has no negative zero', () => {
    expect(formatNumber(-0.001, 2)).toBe('0.00')
    expect(formatNumber(-0.1, 1)).toBe('−0.1')
  })
})

describe('a text', () => {
  it('has the width of its font', () => {
    // DejaVu Sans: every digit is 1303 of 2048 units wide.
    expect(textWidth('0123456789', 2048) / 10).toBeCloseTo(1303, -1)
    expect(textWidth('−µ', 100)).toBeCloseTo(83.8 + 63.6, 9)
  })

  it('that is too long loses its middle, so that the last word stays', () => {
    const cut = fitText('the array after input 12', 100, 13)
    expect(cut).toMatch(/^the.*….*12$/)
    expect(textWidth(cut, 13)).toBeLessThanOrEqual(100)
    expect(fitText('short', 100, 13)).toBe('short')
    expect(fitText('anything', 3, 13)).toBe('')
  })
})
