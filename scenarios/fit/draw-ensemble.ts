import { normal } from '../../arrays/random/keyed-random.ts'
import type { Curvature } from './fit-curvature.ts'

/** Keeps these draws apart from others of the same seed. */
const STREAM = 7_002

export interface EnsembleOptions {
  /** The fit. */
  readonly x: readonly number[]
  readonly curvature: Curvature
  readonly residuals: (x: ArrayLike<number>) => number[]
  /** Standard deviation of a residual. */
  readonly scale: number
  readonly members: number
  readonly seed: number
}

/**
 * Draws parameter sets that meet the data: normal around the fit with its curvature. A set whose sum of squares, in units of the
 * noise, lies further above the least one than chance allows (two standard deviations of what the determined parameters
 * make) is drawn back towards the fit until it does not, since far from it the curvature is no longer that of the fit.
 */
export function drawEnsemble(options: EnsembleOptions): number[][] {
  const { x, curvature, residuals, scale, members, seed } = options
  const { directions, determined } = curvature
  const misfit = (at: readonly number[]): number =>
    residuals(at).reduce((sum, value) => sum + (value / scale) ** 2, 0)
  const allowed = misfit(x) + determined + 2 * Math.sqrt(2 * determined) + 1
  return Array.from({ length: members }, (_, member) => {
    const shift = x.map(() => 0)
    directions.forEach((direction, d) => {
      const size = normal(seed, STREAM + member, d)
      direction.forEach((part, p) => {
        shift[p] += size * part
      })
    })
    for (let share = 1; share > 0.01; share *= 0.7) {
      const drawn = x.map((value, p) => value + share * shift[p])
      if (misfit(drawn) <= allowed) return drawn
    }
    return [...x]
  })
}
