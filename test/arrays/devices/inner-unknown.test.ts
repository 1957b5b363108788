import { describe, expect, test } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { twoTerminalDeviceOf } from '../../../arrays/devices/define-device.ts'
import { heatedFilament, junctionBehindResistance } from '../../referee/inner-devices.ts'

describe('an unknown that is solved inside the cell', () => {
  test.each([-1e-3, -1.2e-4, -1e-9, 0, 1e-12, 1.2e-4, 3e-3])(
    'at the end of its bracket to rounding: %f V',
    volts => {
      // The filament is hardly warmer than its surroundings.
      const kelvin = 1e5 * volts ** 2 * 6e-4
      const expected = (volts * 6e-4) / (1 + 2e-3 * kelvin)
      expect(Math.abs(createCell(heatedFilament).current(volts) - expected)).toBeLessThanOrEqual(
        1e-6 * Math.abs(expected),
      )
    },
  )

  test.each([-1.7, -0.3, 0.02, 0.9])(
    'meets its equation, whichever way its bracket is written: %f V',
    volts => {
      const { definition } = junctionBehindResistance
      const { amps } = definition.unknown!
      const turned = twoTerminalDeviceOf({
        ...definition,
        unknown: { amps: { ...amps!, between: [amps!.between[1], amps!.between[0]] } },
      })
      const current = createCell(junctionBehindResistance).current(volts)
      expect((1e-7 * 0.4 * Math.sinh((volts - 2000 * current) / 0.1)) / current).toBeCloseTo(1, 9)
      expect(createCell(turned).current(volts) / current).toBeCloseTo(1, 12)
    },
  )

  test('is refused where its bracket holds no answer', () => {
    const { definition } = junctionBehindResistance
    const { amps } = definition.unknown!
    const far = { ...definition, unknown: { amps: { ...amps!, between: [1, 2] as const } } }
    expect(() => twoTerminalDeviceOf(far)).toThrow(/no change of sign at 0 V/)
  })
})
