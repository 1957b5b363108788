import { describe, expect, it } from 'vitest'
import { compileLaws } from '../../../arrays/devices/compile-laws.ts'
import { populations } from '../../../arrays/devices/populations.ts'
import { sinh } from '../../../arrays/devices/sinh.ts'
import { solveDocument } from '../../attack/networks/judge-network.ts'

describe('a cell of 0 S', () => {
  it.each([sinh, populations])('of $name carries nothing, whatever its voltage', model => {
    const laws = compileLaws(model)
    const parameters = model.parameters.map(({ name, value }) =>
      Float64Array.of(/conductance/i.test(name) ? 0 : value),
    )
    const states = model.states.map(() => Float64Array.of(0.5, 0.5))
    const [current, slope] = [new Float64Array(2), new Float64Array(2)]
    laws.evaluate(2, Float64Array.of(1e5, -1e5), states, parameters, current, slope)
    expect([...current, ...slope].map(Math.abs)).toEqual([0, 0, 0, 0])
  })

  it('behind a selector leaves the current to the cell beside it', async () => {
    const { wordVoltages, cellCurrents } = await solveDocument({
      size: [1, 2],
      cells: { device: 'sinh', conductance: [[3e-6, 0]], access: 'selector' },
      word: { right: { amps: 4e-5 } },
      bit: { top: 'ground' },
    })
    expect([...cellCurrents]).toEqual([expect.closeTo(4e-5, 18), 0])
    // asinh(2 x 4e-5/3e-6)/2 V across the device and 0.1 asinh(4e-5/1e-12) V across the selector.
    expect(wordVoltages[0]).toBeCloseTo(Math.asinh(80 / 3) / 2 + 0.1 * Math.asinh(4e7), 12)
  })
})
