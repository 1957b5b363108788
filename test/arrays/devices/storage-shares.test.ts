import { expect, test } from 'vitest'
import { rampShare } from '../../../arrays/devices/storage-shares.ts'
import { riseShare } from '../../../kernels/scalar.ts'

/** Mean over s from 0 to 1 by Gauss-Legendre of five points on 64 pieces. */
function mean(f: (s: number) => number): number {
  const inner = Math.sqrt(5 - 2 * Math.sqrt(10 / 7)) / 3
  const outer = Math.sqrt(5 + 2 * Math.sqrt(10 / 7)) / 3
  const innerWeight = (322 + 13 * Math.sqrt(70)) / 900
  const outerWeight = (322 - 13 * Math.sqrt(70)) / 900
  const points = [0, inner, -inner, outer, -outer]
  const weights = [128 / 225, innerWeight, innerWeight, outerWeight, outerWeight]
  let sum = 0
  for (let piece = 0; piece < 64; piece++)
    points.forEach((point, k) => {
      sum += (weights[k] * f((piece + (1 + point) / 2) / 64)) / 128
    })
  return sum
}

test.each([0, 1e-9, 1e-3, 0.1, 0.49, 0.51, 2, 30])('the shares are the means they claim to be, x = %d', x => {
  const risen = (s: number): number => (x === 0 ? s : -Math.expm1(-x * s) / x)
  expect(riseShare(x)).toBeCloseTo(
    mean(s => Math.exp(-x * s)),
    13,
  )
  expect(rampShare(x)).toBeCloseTo(mean(risen), 13)
})
