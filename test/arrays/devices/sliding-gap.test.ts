import { describe, expect, test } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { stanfordPku } from '../../../arrays/devices/field/stanford-pku.ts'

/** Gap at which the field at the filament is just what moves it, m. */
const threshold = (volts: number): number => 1e-9 * Math.cbrt((16 - (1.4e9 * 12e-9) / volts) / 0.8)

describe('a gap whose threshold grows with it', () => {
  test.each([1e-3, 1, 1e3])(
    'goes with its threshold through a ramp of %d s, and stops at its end',
    seconds => {
      const cell = createCell(stanfordPku, { state: { gap: 0.3e-9 } })
      cell.ramp!(0, -1.2, seconds)
      expect(cell.state[0] / threshold(1.2)).toBeCloseTo(1, 6)
      cell.ramp!(-1.2, -1.6, seconds)
      expect(cell.state[0]).toBe(1.7e-9)
    },
  )

  test('is left behind by a ramp that is faster than it', () => {
    const cell = createCell(stanfordPku, { state: { gap: 0.3e-9 } })
    cell.ramp!(0, -1.2, 1e-9)
    expect(cell.state[0]).toBeLessThan(0.31e-9)
  })
})
