import { describe, expect, it } from 'vitest'
import { defineDevice } from '../../../arrays/devices/define-device.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { sinh } from '../../../arrays/devices/sinh.ts'
import { fitDevice } from '../../../scenarios/fit/fit-device.ts'
import { understandMeasurement } from '../../../scenarios/fit/measured/understand-measurement.ts'
import { predict } from '../../../scenarios/fit/predict.ts'

/** A conductance that grows with the charge that has passed. */
const charged: DeviceModel = defineDevice({
  name: 'charged',
  title: 'Charge-controlled conductance',
  source: 'test',
  parameters: {
    g: { value: 1e-3, unit: 'S', range: [0, 1] },
    q: { value: 1e-3, unit: 'C', range: [1e-9, 1e9] },
  },
  states: { x: { range: [0, 100], start: 0 } },
  current: 'g * (1 + x) * v',
  rates: { x: 'i / q' },
  read: 0.1,
  measured: [0, 1],
})

const AMPS = 1e-3
const read = (rows: readonly string[], compliance?: number) =>
  understandMeasurement(
    new TextEncoder().encode(['time_s,voltage_V,current_A', ...rows].join('\n')),
    'data.csv',
    {
      drives: ['voltage'],
      compliance,
    },
  )

describe('rows at a compliance', () => {
  it('are driven by their current: the voltage of a charge-controlled conductance in closed form', async () => {
    // v = I / (g (1 + I t / q)).
    const rows = Array.from(
      { length: 12 },
      (_, k) => `${k},${AMPS / (1e-3 * (1 + (AMPS * k) / 1e-3))},${AMPS}`,
    )
    const { measurement, understood } = read(rows, AMPS)
    expect(understood).toContain('12 rows, 12 of them driven by their current')
    const found = predict(charged, { parameters: {} }, measurement)
    // A row is sixteen steps at a voltage of their own.
    for (const value of found) expect(Math.abs(value / AMPS - 1)).toBeLessThan(0.03)
    const fit = await fitDevice(charged, measurement, { members: 0 })
    expect(fit.relativeResidual).toBeLessThan(0.01)
  })

  it('determine a static law by their voltages', async () => {
    const [g, beta] = [2e-6, 3]
    const rows = Array.from({ length: 20 }, (_, k) => {
      const v = 0.1 * (k + 1)
      const i = (g / beta) * Math.sinh(beta * v)
      return i < 1e-5 ? `${k},${v},${i}` : `${k},${Math.asinh((1e-5 * beta) / g) / beta},1e-5`
    })
    const { parameters } = await fitDevice(sinh, read(rows, 1e-5).measurement, { members: 0 })
    expect(parameters[0].value / g).toBeCloseTo(1, 4)
    expect(parameters[1].value / beta).toBeCloseTo(1, 4)
  })

  it('are refused where there are none', () => {
    const rows = Array.from({ length: 12 }, (_, k) => `${k},1,1e-6`)
    expect(() => read(rows, 1e-3)).toThrow(
      'data.csv: found currents up to 0.000001 A; expected rows at the --compliance of 0.001 A',
    )
  })
})
