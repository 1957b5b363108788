import { normal } from '../../../arrays/random/keyed-random.ts'
import type { Measurement } from '../../../scenarios/fit/measurement.ts'

/** A rectifying memristor of the form of Yakopcic (2013), with a bend and a threshold of its own at each polarity. */
const LAW = {
  a: [0.17, 0.06],
  b: [3, 6],
  threshold: [0.16, 0.25],
  speed: 4000,
  knee: [0.3, 0.5],
  fall: [1, 5],
} as const
const PERIOD = 0.02
const ROWS = 250
/** Euler steps between two rows. */
const STEPS = 100

/**
 * One period of a sine of 0.5 V in the second cycle from rest, with noise.
 * @param phase where in the period it begins, from 0 to 1
 * @param noise over the largest current
 */
export function twoSidedLoop(phase: number, noise: number): Measurement {
  let x = 0.11
  const volts = (row: number): number => 0.5 * Math.sin((2 * Math.PI * row) / ROWS)
  const rows = Array.from({ length: 2 * ROWS + 1 }, (_, row) => {
    const v = volts(row)
    if (row > 0) for (let k = 0; k < STEPS; k++) x += (motion(x, v) * PERIOD) / ROWS / STEPS
    return { v, i: v < 0 ? LAW.a[1] * x * Math.sinh(LAW.b[1] * v) : LAW.a[0] * x * Math.sinh(LAW.b[0] * v) }
  })
  const first = Math.round(phase * ROWS)
  const shown = rows.slice(first + (phase === 0 ? ROWS : 0)).slice(0, ROWS + 1)
  const largest = Math.max(...shown.map(({ i }) => Math.abs(i)))
  return {
    file: 'loop.csv',
    seconds: Float64Array.from(shown, (_, row) => (row * PERIOD) / ROWS),
    drive: Float64Array.from(shown, ({ v }) => v),
    response: Float64Array.from(shown, ({ i }, row) => i + noise * largest * normal(4, 1, row)),
    driveKind: 'voltage',
    responseUnit: 'A',
  }
}

function motion(x: number, v: number): number {
  const { threshold, speed, knee, fall } = LAW
  if (v > threshold[0]) {
    const window = x >= knee[0] ? Math.exp(-fall[0] * (x - knee[0])) * ((knee[0] - x) / (1 - knee[0]) + 1) : 1
    return speed * (Math.exp(v) - Math.exp(threshold[0])) * window
  }
  if (v < -threshold[1]) {
    const window = x <= 1 - knee[1] ? Math.exp(fall[1] * (x + knee[1] - 1)) * (x / (1 - knee[1])) : 1
    return -speed * (Math.exp(-v) - Math.exp(threshold[1])) * window
  }
  return 0
}
