import { expect, test } from 'vitest'
import { findDevice } from '../../../arrays/devices/find-device.ts'
import { noiseColumn } from '../../../arrays/devices/read-parameters.ts'
import { CLOSED_FORMS } from './closed-forms.ts'

/** How far a mean of small steps may be from that of steps at once, as a part of the largest value. */
const CLOSE: Readonly<Record<string, number>> = {
  pcm: 1e-6,
  ecram: 5e-5,
  'mss-stochastic': 3e-3,
  fefet: 2e-4,
}

test.each(CLOSED_FORMS.map(form => [form.name, form] as const))(
  '%s: what its published equations give, and no parameter may be off by 1 %%',
  (name, { expected, product }) => {
    const found = product({})
    expect(found).toHaveLength(expected.length)
    const off = (values: readonly number[], from: readonly number[]): number =>
      Math.max(...values.map((value, k) => Math.abs(value - from[k]) / (1e-3 + Math.abs(from[k]))))
    expect(off(found, expected)).toBeLessThan(CLOSE[name])
    const { parameters } = findDevice(name)
    const drawn = noiseColumn({ parameters })
    parameters.forEach(({ name: parameter, value }, column) => {
      // A value of 0 has no size to change.
      if (column === drawn || value === 0) return
      expect(off(product({ [parameter]: 1.01 * value }), found), parameter).toBeGreaterThan(1e-4)
    })
  },
)
