import { describe, expect, it } from 'vitest'
import type { Claim } from '../../../scenarios/papers/claims/read-claims.ts'
import { judgeClaim } from '../../../src/reproduce/judge-claim.ts'

const base: Claim = {
  id: 'X01',
  seed: '003',
  where: 'Fig. 1',
  device: 'a device',
  quantity: 'current',
  protocol: '',
  kind: 'value',
  value: [10],
  low: undefined,
  high: undefined,
  unit: 'A',
  note: '',
  status: 'fitted',
  because: '',
}
const judge = (change: Partial<Claim>, simulated: readonly number[], more = {}) =>
  judgeClaim({ ...base, ...change }, { simulated, unit: 'A', ...more })

describe('judgeClaim', () => {
  it('accepts 5 % where the table gives no interval', () => {
    expect(judge({}, [9.5])).toBeUndefined()
    expect(judge({}, [10.5])).toBeUndefined()
    expect(judge({}, [10.51])).toBe('10.51 A lies outside 9.5 to 10.5')
    expect(judge({ value: [-10] }, [-10.4])).toBeUndefined()
    expect(judge({ value: [-10] }, [-10.6])).toMatch('outside')
    // 1 V each, says the table in words.
    expect(judge({ id: 'D05' }, [9.1])).toBeUndefined()
    expect(judge({ id: 'D05' }, [11.1])).toMatch('outside 9 to 11')
  })

  it('uses the interval of the table where there is one', () => {
    expect(judge({ low: 9, high: 20 }, [19])).toBeUndefined()
    expect(judge({ low: 9, high: 20 }, [8.9])).toMatch('8.9 A lies outside 9 to 20')
  })

  it('holds each value of a list against its own figure', () => {
    expect(judge({ value: [1, 100] }, [1.04, 96])).toBeUndefined()
    expect(judge({ value: [1, 100] }, [100, 1])).toMatch('100 A lies outside 0.95 to 1.05')
    expect(judge({ value: [1, 100] }, [1])).toBe('1 values against 2 published')
  })

  it('keeps bounds that have one end', () => {
    expect(judge({ kind: 'bound', value: [], low: 20 }, [1e9])).toBeUndefined()
    expect(judge({ kind: 'bound', value: [], low: 20 }, [19.9])).toMatch(
      '19.9 A lies outside the values from 20',
    )
    expect(judge({ kind: 'bound', value: [], high: 66.7 }, [-5, 70])).toMatch(
      '70 A lies outside the values up to 66.7',
    )
  })

  it('never passes NaN', () => {
    expect(judge({}, [Number.NaN])).toMatch('NaN A lies outside')
    expect(judge({ kind: 'bound', value: [], low: 0 }, [Number.NaN])).toMatch('outside')
  })

  it('asks trends for a verdict, and figures for the trend that goes with them', () => {
    expect(judge({ kind: 'trend', value: [] }, [1, 2], { holds: true })).toBeUndefined()
    expect(judge({ kind: 'trend', value: [] }, [2, 1], { holds: false })).toBe('the trend does not hold')
    expect(judge({}, [10], { holds: false })).toMatch('not the trend')
    expect(() => judge({ kind: 'trend', value: [] }, [1])).toThrow(
      'claim X01: found a trend without a verdict',
    )
  })

  it('refuses another unit', () => {
    expect(() => judge({ unit: 'uA' }, [10])).toThrow('claim X01: found an outcome in A; expected uA')
  })
})
