import { expect, test } from 'vitest'
import type { Measurement } from '../../../scenarios/fit/measurement.ts'
import { fitPlot } from '../../../src/fit/fit-plot.ts'

/** A size that falls over four decades, with one row in which the current crosses 0 to rounding. */
const response = Float64Array.from({ length: 60 }, (_, k) => (k === 30 ? 3e-22 : 1e-5 * 10 ** (-k / 15)))
const measurement: Measurement = {
  file: 'loop.csv',
  seconds: response.map((_, k) => k),
  drive: response.map(() => 1),
  response,
  driveKind: 'voltage',
  responseUnit: 'A',
}
const fit = {
  title: 'sinh fitted',
  predicted: response.map(amps => 1.1 * amps),
  points: 60,
  residual: 1e-7,
  relativeResidual: 0.01,
  members: [],
}

test('a current that crosses 0 does not stretch the log axis of a fit', () => {
  const svg = fitPlot(fit, measurement)
  expect(svg).toContain('size of the current')
  expect(svg).toContain('1 µA')
  expect(svg).not.toMatch(/\d (fA|aA|zA)/)
})

test('a sweep is drawn against its voltage, pulses of a few levels against time', () => {
  const under = (drive: Float64Array): string => fitPlot(fit, { ...measurement, drive })
  const ramp = under(response.map((_, k) => 0.1 * k))
  expect(ramp).toContain('voltage (V)')
  expect(ramp).not.toContain('time (s)')
  const pulses = under(response.map((_, k) => (k % 3 === 0 ? 1 + 1e-4 * k : 0)))
  expect(pulses).toContain('time (s)')
})
