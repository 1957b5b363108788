import { describe, expect, it } from 'vitest'
import type { AccessLaw } from '../../reference/access-law.ts'
import type { CellLaw } from '../../reference/cell-law.ts'
import { amperes, ends, floating, ground, volts, wiring } from '../../reference/wiring.ts'
import { mostFlow } from './most-flow.ts'
import { isOverdriven } from './overdriven.ts'

describe('the largest flow', () => {
  it('is the smallest cut', () => {
    // The two branches out of 1 carry 5, those into 4 carry 4 and 2, and what reaches 3 is 3 + 1.
    const branches = [
      { from: 1, to: 2, most: 3 },
      { from: 1, to: 3, most: 2 },
      { from: 2, to: 3, most: 1 },
      { from: 2, to: 4, most: 2 },
      { from: 3, to: 4, most: 4 },
    ]
    expect(mostFlow(branches, 1, 4)).toBe(5)
    expect(mostFlow(branches.slice(0, 4), 1, 4)).toBe(2)
    expect(mostFlow([{ from: 1, to: 4, most: Infinity }], 1, 4)).toBe(Infinity)
  })
})

describe('lines driven by more than their cells carry', () => {
  const device: CellLaw = { kind: 'linear', siemens: 1 }
  const diode: AccessLaw = { kind: 'junction', saturation: 1e-9, scale: 0.026, forward: -1 }
  /** Word lines 0 and 1 are joined by bit line 0; bit line 1 is ground behind diodes that block. */
  const two = (amps: number) => ({
    wiring: wiring([2, 2], { left: ends([amperes(amps), floating]), bottom: ends([floating, ground]) }),
    cells: [device, device, device, device],
    series: [{ kind: 'linear', siemens: 1 } as const, diode, { kind: 'linear', siemens: 1 } as const, diode],
  })

  it('are found where they are driven together', () => {
    expect(isOverdriven(two(1.99e-9))).toBe(false)
    expect(isOverdriven(two(2.01e-9))).toBe(true)
    expect(isOverdriven(two(-1))).toBe(false)
  })

  it('are found where a current drawn elsewhere leaves a source where it is', () => {
    // Transistors whose gates are 0.1 V below ground: from bit line 1 no more than the leakage gets to the grounded word line.
    const off: AccessLaw = { kind: 'gated transistor', gain: 4e-4, gate: -0.1, off: 1e-12 }
    const network = (amps: number) => ({
      wiring: wiring([1, 2], { left: ends([ground]), bottom: ends([amperes(-6e-7), amperes(amps)]) }),
      cells: [device, device],
      series: [off, off],
      side: 'word' as const,
    })
    expect(isOverdriven(network(0.9e-12))).toBe(false)
    expect(isOverdriven(network(1.1e-12))).toBe(true)
    expect(isOverdriven({ ...network(1), wiring: wiring([1, 2], { left: ends([volts(1)]) }) })).toBe(false)
  })
})
