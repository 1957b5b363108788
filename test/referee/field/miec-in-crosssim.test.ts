import { expect, test } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { miecSelector } from '../../../arrays/devices/field/selectors.ts'

/** Current of the memory beside the selector in CrossSim, A: Yakopcic's with A1 and B of its parameter_defaults.py, at a share x. */
const memory = (volts: number, x: number): number => 3.8e-4 * x * Math.sinh(2.2 * volts)
const READ = 1.3

/** Volts on the memory and the current of both in series at the read voltage. */
function readThrough(x: number): { volts: number; amps: number } {
  const selector = createCell(miecSelector)
  let [low, high] = [0, READ]
  for (let k = 0; k < 60; k++) {
    const volts = (low + high) / 2
    if (selector.current(READ - volts) > memory(volts, x)) low = volts
    else high = volts
  }
  return { volts: low, amps: memory(low, x) }
}

test('selector-miec in series with a memory gives what CrossSim notes of its calibrated read', () => {
  // "read_voltage_pos: 1.3, On/Off = 6.92, Vrram = 0.246", with the memory between 0.1 and 1 of its range.
  const [off, on] = [readThrough(0.1), readThrough(1)]
  expect(Math.abs(off.volts - 0.246)).toBeLessThan(0.001)
  expect(Math.abs(on.amps / off.amps - 6.92)).toBeLessThan(0.02)
})

test('selector-miec takes 10 nA at half of its margin, a tenth 85 mV below, and leaks less than 10 pA at 0.5 V', () => {
  const cell = createCell(miecSelector)
  expect(cell.current(0.77)).toBeCloseTo(10e-9, 15)
  expect(cell.current(-0.77)).toBeCloseTo(-10e-9, 15)
  expect(cell.current(0.77 - 0.085) / 1e-9).toBeCloseTo(1, 6)
  expect(cell.current(0.5)).toBeLessThan(10e-12)
})
