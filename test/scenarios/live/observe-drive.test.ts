import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { observeDrive } from '../../../scenarios/live/observe-drive.ts'

const AT_CORNER = { wordLine: 0, bitLines: [0] } as const

describe('an array under a drive', () => {
  it('has the currents of four equal cells, by hand', () => {
    // 1 V on word line 0, bit line 0 at 0 V, the others float: 1 S directly, and three cells in series beside it.
    const spec = createArraySpec({ size: [2, 2], device: 'resistor', parameters: { conductance: 1 } })
    const { view } = observeDrive(spec, spec.initial, { volts: 1, bias: 'float', ...AT_CORNER })
    const close = (found: ArrayLike<number>, wanted: readonly number[]): void =>
      wanted.forEach((value, k) => {
        expect(found[k]).toBeCloseTo(value, 12)
      })
    close(view.cellCurrents, [1, 1 / 3, 1 / 3, -1 / 3])
    close(view.wordCurrents, [4 / 3, 1 / 3, 0, 0, -1 / 3, 0])
    close(view.bitCurrents, [0, 0, 1, 1 / 3, 4 / 3, 0])
    expect(view.sensed).toHaveLength(1)
    close([view.sensed[0].senseCurrent, view.sensed[0].sneakShare], [4 / 3, 1 / 4])
    expect([...view.wordDrivers]).toEqual([1, Number.NaN])
    expect(Number.isNaN(view.irDrops[3])).toBe(true)
  })

  it('loses volts in wires, by hand', () => {
    // Two cells of 1 ohm on one word line with 1 ohm between them; both bit lines at 0 V.
    const spec = createArraySpec({
      size: [1, 2],
      device: 'resistor',
      parameters: { conductance: 1 },
      wires: { word: 1 },
    })
    const { view } = observeDrive(spec, spec.initial, {
      volts: 1,
      bias: 'ground',
      wordLine: 0,
      bitLines: [0, 1],
    })
    expect(view.cellVoltages[1]).toBeCloseTo(0.5, 12)
    expect(view.irDrops[1]).toBeCloseTo(0.5, 12)
    expect(view.irDrops[0]).toBeCloseTo(0, 12)
    expect(view.sensed[1].sneakShare).toBeCloseTo(0, 12)
  })
})
