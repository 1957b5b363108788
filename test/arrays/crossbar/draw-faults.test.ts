import { describe, expect, it } from 'vitest'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import { drawFaults } from '../../../arrays/crossbar/draw-faults.ts'
import { createGatedArray } from '../../../arrays/gated/gated-array-spec.ts'

const counts = (plane: Float64Array): { open: number; short: number } => ({
  open: plane.filter(own => own === 0).length,
  short: plane.filter(own => own === 0.1).length,
})

describe('faults by their shares', () => {
  it('come as often as they should, the same ones for the same seed', () => {
    const shares = { open: 0.02, short: 0.01 }
    const plane = drawFaults(shares, [100, 100], 7)
    const { open, short } = counts(plane)
    // Four standard deviations of a binomial number.
    expect(Math.abs(open - 200)).toBeLessThan(4 * Math.sqrt(200))
    expect(Math.abs(short - 100)).toBeLessThan(4 * Math.sqrt(100))
    expect(drawFaults(shares, [100, 100], 7)).toEqual(plane)
    expect(drawFaults({ ...shares, seed: 7 }, [100, 100], 8)).toEqual(plane)
    expect(drawFaults(shares, [100, 100], 8)).not.toEqual(plane)
    expect(drawFaults(shares, [100, 100], 7, 1)).not.toEqual(plane)
  })

  it('of a larger share keep those of a smaller one', () => {
    const [few, many] = [0.01, 0.05].map(open => drawFaults({ open, short: 0.02 }, [50, 50]))
    few!.forEach((own, k) => {
      if (!Number.isNaN(own)) expect(many![k]).toBe(own)
    })
  })

  it('are options of an array', () => {
    const size = [20, 20] as const
    const spec = createArraySpec({ size, device: 'resistor', stuck: { open: 0.1, seed: 3 } })
    expect(spec.stuck).toEqual(drawFaults({ open: 0.1 }, size, 3))
    expect(() => createArraySpec({ size, device: 'resistor', stuck: { open: 0.9, short: 0.2 } })).toThrow(
      'stuck: found open 0.9 and short 0.2; expected shares of the cells from 0 to 1, together at most 1',
    )
    const gated = createGatedArray({ size, device: 'psg-wo3', stuck: { open: 0.1, seed: 3 } })
    expect(gated.stuckChannels).toEqual(spec.stuck)
    const named = createGatedArray({ size: [1, 3], device: 'psg-wo3', stuck: [['open', null, 'short']] })
    expect(named.stuckChannels).toEqual(Float64Array.of(0, Number.NaN, 0.1))
    const misspelt = { opne: 0.1 } as never
    expect(() => createArraySpec({ size, device: 'resistor', stuck: misspelt })).toThrow('opne')
    expect(() => createGatedArray({ size, device: 'psg-wo3', stuck: misspelt })).toThrow('opne')
  })
})
