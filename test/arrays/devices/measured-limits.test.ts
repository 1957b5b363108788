import { describe, expect, it } from 'vitest'
import { type Reached, reachedWarnings } from '../../../arrays/devices/measured-limits.ts'

const inside: Reached = { seconds: 1, pulses: 1, states: { film: [0, 0.5] } }

describe('reachedWarnings', () => {
  it('is silent within what was measured, and of a device without limits', () => {
    expect(reachedWarnings('fmes', inside)).toEqual([])
    expect(reachedWarnings('resistor', { ...inside, seconds: 1e30 })).toEqual([])
  })

  it.each<[string, string, Partial<Reached>, RegExp]>([
    [
      'a state',
      'fmes',
      { states: { film: [0, 58] } },
      /^fmes was measured with its film from -0.8 to 0.8 V .* this goes to 58 V,/,
    ],
    [
      'a duration',
      'ec-mof-l',
      { seconds: 1e6 },
      /^ec-mof-l was measured for 1200 s .* this goes to 1000000 s,/,
    ],
    [
      'a number of pulses',
      'ec-mof-l',
      { pulses: 101 },
      /^ec-mof-l was measured with up to 100 pulses .* 101 pulses,/,
    ],
    ['a temperature', 'zntpp', { temperature: 350 }, /^zntpp was measured at 300 K .* this goes to 350 K,/],
  ])('names %s beyond it', (_, device, more, text) => {
    const warnings = reachedWarnings(device, { ...inside, ...more })
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toMatch(text)
  })
})
