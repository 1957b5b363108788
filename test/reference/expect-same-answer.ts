import { expect } from 'vitest'
import type { CheckedSolution } from './check-kirchhoff.ts'

const VOLTS = ['wordVoltages', 'bitVoltages', 'cellVoltages', 'deviceVoltages'] as const
const CURRENTS = ['cellCurrents', 'leftCurrents', 'rightCurrents', 'topCurrents', 'bottomCurrents'] as const

/** Amperes below which a current is none: rounding of volts on the stiffest cells, 0.1 S. */
const NO_CURRENT = 1e-17

/**
 * Fails where voltages differ by more than `tolerance` volts (or times the largest voltage, where that is above 1 V), or
 * currents by more than `tolerance` times the largest current.
 * @param sourceAmps largest current of a charged cell's own source, which counts as a current
 */
export function expectSameAnswer(
  found: CheckedSolution,
  expected: CheckedSolution,
  tolerance = 1e-9,
  sourceAmps = 0,
): void {
  const differences = (
    names: readonly (typeof VOLTS | typeof CURRENTS)[number][],
    atLeast: number,
  ): (readonly [string, number])[] => {
    const scale = names.reduce((most, name) => Math.max(most, largest(expected[name] ?? [])), atLeast)
    return names.map(name => {
      const [a, b] = [found[name], expected[name]]
      expect(a?.length, name).toBe(b?.length)
      return [name, largest(Array.from(a ?? [], (value, k) => value - b![k])) / scale] as const
    })
  }
  const all = [...differences(VOLTS, 1), ...differences(CURRENTS, Math.max(NO_CURRENT, sourceAmps))]
  const off = all.filter(([, size]) => !(size <= tolerance))
  expect(Object.fromEntries(off), 'differences over the scale').toEqual({})
}

/** NaN where any value is NaN. */
function largest(values: Iterable<number>): number {
  let most = 0
  for (const value of values) if (!(Math.abs(value) <= most)) most = Math.abs(value)
  return most
}
