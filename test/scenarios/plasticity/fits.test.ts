import { describe, expect, it } from 'vitest'
import { createCell } from '../../../arrays/devices/cell.ts'
import { fitRelaxation } from '../../../scenarios/plasticity/fit-relaxation.ts'
import { fitTwoRelaxations } from '../../../scenarios/plasticity/fit-two-relaxations.ts'
import { fitTwoSegments } from '../../../scenarios/plasticity/fit-two-segments.ts'
import { thresholdVoltage } from '../../../scenarios/plasticity/threshold-voltage.ts'
import { leakySynapse } from './leaky-synapse.ts'

const minute = Float64Array.from({ length: 61 }, (_, k) => k)
const decayOf = (
  law: (t: number) => number,
  seconds = minute,
): { seconds: Float64Array; amps: Float64Array } => ({
  seconds,
  amps: seconds.map(law),
})

describe('fitRelaxation', () => {
  it.each([
    [1e-13, 3e-13, 11],
    [5e-4, -2e-4, 24],
    [0, 1, 2],
    [2, 1, 200],
  ])('recovers plateau %d, amplitude %d and tau %d s', (plateau, amplitude, tau) => {
    const fit = fitRelaxation(decayOf(t => plateau + amplitude * Math.exp(-t / tau)))
    const scale = Math.abs(amplitude)
    expect(Math.abs(fit.plateau - plateau) / scale).toBeLessThan(1e-6)
    expect(Math.abs(fit.amplitude - amplitude) / scale).toBeLessThan(1e-6)
    expect(fit.tau / tau).toBeCloseTo(1, 6)
    expect(fit.residual / scale).toBeLessThan(1e-8)
  })

  it('refers the amplitude to time 0 where the reads start later', () => {
    const fit = fitRelaxation(
      decayOf(
        t => 1 + 2 * Math.exp(-t / 9),
        minute.map(t => t + 3),
      ),
    )
    expect(fit.amplitude).toBeCloseTo(2, 6)
  })

  it('finds the least squares of a decay that is not one exponential', () => {
    const decay = decayOf(t => 1 + 2 * Math.exp(-t / 5) + Math.exp(-t / 80))
    const fit = fitRelaxation(decay)
    // Scan of tau, with the best line for each: no dependence on the fit's own path.
    let best = { tau: 0, squares: Number.POSITIVE_INFINITY }
    for (let tau = 4; tau < 20; tau += 0.002) {
      const squares = squaresAt(decay, tau)
      if (squares < best.squares) best = { tau, squares }
    }
    expect(fit.tau).toBeCloseTo(best.tau, 2)
    expect(fit.residual ** 2 * 61).toBeLessThanOrEqual(best.squares)
  })

  it('refuses what does not decay', () => {
    expect(() => fitRelaxation(decayOf(() => 1))).toThrow('expected four or more that change')
  })
})

describe('fitTwoRelaxations', () => {
  it.each([
    [2e-13, 5, 1e-13, 150],
    [1e-4, 8, 3e-4, 60],
  ])('recovers %d A in %d s and %d A in %d s', (fast, fastTau, slow, slowTau) => {
    const seconds = Float64Array.from({ length: 241 }, (_, k) => k)
    const fit = fitTwoRelaxations(
      decayOf(t => fast * Math.exp(-t / fastTau) + slow * Math.exp(-t / slowTau), seconds),
    )
    expect(fit.fast / fast).toBeCloseTo(1, 5)
    expect(fit.fastTau / fastTau).toBeCloseTo(1, 5)
    expect(fit.slow / slow).toBeCloseTo(1, 5)
    expect(fit.slowTau / slowTau).toBeCloseTo(1, 5)
  })
})

describe('fitTwoSegments', () => {
  it('finds where two lines meet', () => {
    const x = Array.from({ length: 10 }, (_, k) => k)
    const fit = fitTwoSegments(
      x,
      x.map(value => (value < 3.5 ? 1 + value : 4.5 + 5 * (value - 3.5))),
    )
    expect(fit.x).toBeCloseTo(3.5, 7)
    expect(fit.y).toBeCloseTo(4.5, 7)
    expect(fit.slopes[0]).toBeCloseTo(1, 7)
    expect(fit.slopes[1]).toBeCloseTo(5, 7)
  })
})

describe('thresholdVoltage', () => {
  it('finds the voltage that leaves the state as it is', () => {
    const cell = createCell(leakySynapse, { state: { x: 0.7 } })
    expect(thresholdVoltage(cell, { between: [0, 3], seconds: 4 })).toBeCloseTo(0.7, 5)
    expect(cell.state[0]).toBe(0.7)
  })

  it('finds none where both ends change the state in the same direction', () => {
    expect(thresholdVoltage(createCell(leakySynapse), { between: [1, 2], seconds: 1 })).toBeUndefined()
  })
})

function squaresAt(decay: { seconds: Float64Array; amps: Float64Array }, tau: number): number {
  const fall = decay.seconds.map(t => Math.exp(-t / tau))
  const meanFall = fall.reduce((a, b) => a + b) / fall.length
  const meanAmps = decay.amps.reduce((a, b) => a + b) / fall.length
  let xx = 0
  let xy = 0
  fall.forEach((value, k) => {
    xx += (value - meanFall) ** 2
    xy += (value - meanFall) * (decay.amps[k] - meanAmps)
  })
  return decay.amps.reduce(
    (sum, value, k) => sum + (value - meanAmps - (xy / xx) * (fall[k] - meanFall)) ** 2,
    0,
  )
}
