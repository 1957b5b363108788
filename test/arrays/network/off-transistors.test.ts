import { describe, expect, it } from 'vitest'
import type { AccessOption } from '../../../arrays/access/access-option.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { solveArray } from '../../../arrays/crossbar/solve-array.ts'
import { amperes, ends, floating, volts } from '../../reference/wiring.ts'

const CHIP: AccessOption = {
  kind: 'transistor',
  side: 'word',
  gateVolts: 0.6,
  threshold: 0.5,
  transconductance: 4e-4,
  offCurrent: 1e-12,
}

/** Cells of a strong sinh behind transistors. */
function cellsOf(
  size: readonly [number, number],
  parts: Partial<ArraySpec> & {
    readonly word?: number | number[][]
    readonly access?: Partial<AccessOption>
  },
): ArraySpec {
  const { word = 0, access, ...more } = parts
  const spec = createArraySpec({
    size,
    device: 'sinh',
    parameters: { conductance: 1e-3, beta: 12 },
    wires: { word, bit: 0 },
    access: { ...CHIP, ...access } as AccessOption,
  })
  const open = (lines: number) => ends(Array.from({ length: lines }, () => floating))
  const [rows, columns] = size
  return { ...spec, left: open(rows), right: open(rows), top: open(columns), bottom: open(columns), ...more }
}

describe('lines that transistors hold without any current', () => {
  it.each([
    ['a third of a milliampere through 0.36 megohm', 4, 120e3, -3.1e-4],
    ['a microampere through 100 megohm', 11, 10e6, -1e-6],
    ['milliamperes through kilohms', 6, 1e3, -4e-3],
  ])('stand where Ohm puts their cells, far below the only source: %s', (_, columns, ohms, amps) => {
    // Each bit line has one cell and no end: it carries nothing and stands at the word node above it.
    const spec = cellsOf([1, columns], {
      word: ohms,
      left: ends([amperes(amps)]),
      right: ends([volts(-0.5)]),
    })
    const { wordVoltages, bitVoltages } = solveArray(spec)
    const lowest = Math.abs(-0.5 + amps * ohms * (columns - 1))
    for (let j = 0; j < columns; j++) {
      const byOhm = -0.5 + amps * ohms * (columns - 1 - j)
      expect(Math.abs(wordVoltages[j] - byOhm)).toBeLessThan(1e-11 * lowest)
      expect(Math.abs(bitVoltages[j] - byOhm)).toBeLessThan(1e-11 * lowest)
    }
  })
})
