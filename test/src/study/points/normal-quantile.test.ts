import { expect, test } from 'vitest'
import { normalQuantile } from '../../../../src/study/points/normal-quantile.ts'

/** scipy.stats.norm.ppf, SciPy 1.15. */
const REFERENCE = [
  [1e-300, -37.0470962993612],
  [1e-12, -7.034483825301131],
  [0.001, -3.090232306167813],
  [0.075, -1.4395314709384563],
  [0.3, -0.5244005127080409],
  [0.5, 0],
  [0.9, 1.2815515655446004],
  [0.999999, 4.753424308817087],
] as const

test.each(REFERENCE)('at %f', (p, x) => {
  expect(Math.abs(normalQuantile(p) - x)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(x)))
})
