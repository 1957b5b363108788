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

/** Ticks and names of the axes, without the marks. */
const words = (svg: string): string[] => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, word]) => word)
const plain = { ...measurement, response: response.map((_, k) => Math.sin(k / 9)) }
const fitted = { ...fit, predicted: plain.response }

test('a sweep is drawn against its voltage, and over the time below, with its residual', () => {
  const drive = Float64Array.from({ length: 60 }, (_, k) => Math.sin((2 * Math.PI * k) / 60))
  const found = words(fitPlot(fitted, { ...plain, drive }))
  expect(found).toEqual(
    expect.arrayContaining(['voltage (V)', 'time (s)', 'current (mA)', 'measured less fitted (A)']),
  )
  // Pulses of one height, and levels that jump, are no sweep.
  for (const each of [drive.map(volts => (volts > 0 ? 1 : 0)), drive.map((_, k) => ((7 * k) % 20) / 20)])
    expect(words(fitPlot(fitted, { ...plain, drive: each }))).not.toContain('voltage (V)')
})

test('dots of a loop stand apart where its rows are close', () => {
  const drive = Float64Array.from({ length: 4000 }, (_, k) => Math.sin((2 * Math.PI * k) / 4000))
  const dense = { ...plain, drive, seconds: drive.map((_, k) => k), response: drive.map(volts => volts ** 3) }
  const svg = fitPlot({ ...fit, predicted: dense.response }, dense)
  const loop = svg.slice(0, svg.indexOf('box1'))
  const dots = [...loop.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
    Number(x),
    Number(y),
  ])
  expect(dots.length).toBeGreaterThan(60)
  const apart = dots.slice(1).map(([x, y], k) => Math.hypot(x - dots[k][0], y - dots[k][1]))
  expect(Math.min(...apart)).toBeGreaterThan(4)
})

test('runs of pulses stand over the number of the pulse, a long retention over the log of its time', () => {
  const form = { direction: 'up', volts: 3, width: 1e-3 } as const
  const reads = {
    volts: 0.5,
    pauseSeconds: 0,
    pulses: response.map((_, k) => (k === 0 ? 0 : 2)),
    forms: [form],
  }
  const counted = words(fitPlot(fitted, { ...plain, reads }))
  expect(counted).toEqual(expect.arrayContaining(['pulse', '100']))
  const seconds = Float64Array.from({ length: 60 }, (_, k) => 10 ** (k / 10))
  const long = words(fitPlot(fitted, { ...plain, seconds, reads: { ...reads, forms: [] } }))
  expect(long).toEqual(expect.arrayContaining(['time', '1 s', '100000 s']))
})
