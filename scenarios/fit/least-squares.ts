import { levenbergMarquardt } from 'ml-levenberg-marquardt'
import { nextTurn } from '../../kernels/next-turn.ts'
import type { Coordinate } from './fit-coordinates.ts'
import { type Curvature, curvatureOf } from './fit-curvature.ts'

/** First guess of the noise, relative. */
const FIRST_NOISE = 0.01
/** The library keeps a step that made things worse, so it is restarted from its best point until that stays. */
const RESTARTS = 8
const ITERATIONS = 12
/** Standard deviations. */
const MOST_RESIDUAL = 1e6

/** A least sum of squares. */
export interface Valley {
  readonly x: readonly number[]
  readonly curvature: Curvature
  /** Standard deviation of a residual. */
  readonly scale: number
  readonly squares: number
}

export interface Problem {
  readonly coordinates: readonly Coordinate[]
  readonly residuals: (x: ArrayLike<number>) => number[]
  readonly signal?: AbortSignal
}

/**
 * Fits from each start; the best answer, and those that meet the data as well as it, best first.
 * @throws the signal's reason
 */
export async function findValleys(
  starts: readonly (readonly number[])[],
  problem: Problem,
): Promise<Valley[]> {
  const found: Valley[] = []
  for (const start of starts) found.push(await descend(start, problem))
  found.sort((a, b) => a.squares - b.squares)
  const best = found[0]
  const allowed = best.squares + best.scale ** 2 * (best.curvature.determined + 1)
  return found.filter(valley => valley.squares <= allowed)
}

async function descend(
  start: readonly number[],
  { coordinates, residuals, signal }: Problem,
): Promise<Valley> {
  let x = [...start]
  let scale = FIRST_NOISE
  for (let round = 0; round < 3; round++) {
    x = await minimise(coordinates, residuals, x, scale, signal)
    const before = scale
    const { determined } = curvatureOf(residuals, x, scale)
    const left = residuals(x)
    // Parameters that the data determine cost degrees of freedom; those that they leave free do not.
    scale = Math.max(Math.sqrt(sumOfSquares(left) / Math.max(1, left.length - determined)), 1e-9)
    if (scale / before < 1.5 && before / scale < 1.5) break
  }
  return { x, curvature: curvatureOf(residuals, x, scale), scale, squares: sumOfSquares(residuals(x)) }
}

/** Least squares of the residuals over the noise, with one more for each coordinate that holds it to its start. */
async function minimise(
  coordinates: readonly Coordinate[],
  residuals: (x: ArrayLike<number>) => number[],
  from: readonly number[],
  scale: number,
  signal: AbortSignal | undefined,
): Promise<number[]> {
  const all = (x: ArrayLike<number>): number[] => [
    ...residuals(x).map(value => bounded(value / scale)),
    ...Array.from(x),
  ]
  const count = all(from).length
  const data = { x: Float64Array.from({ length: count }, (_, k) => k), y: new Float64Array(count) }
  const limits = coordinates.map(c => [limit(c, c.range[0], -30), limit(c, c.range[1], 30)] as const)
  let best = [...from]
  let error = sumOfSquares(all(best))
  for (let restart = 0; restart < RESTARTS; restart++) {
    await nextTurn()
    signal?.throwIfAborted()
    const found = attempt(() =>
      levenbergMarquardt(
        data,
        x => {
          const values = all(x)
          return index => values[index]
        },
        {
          initialValues: best,
          minValues: limits.map(([low]) => low),
          maxValues: limits.map(([, high]) => high),
          jacobianFunction: x => {
            const columns = slopes(all, x)
            return index => columns.map(column => column[index])
          },
          damping: restart === 0 ? 10 : 1,
          errorTolerance: 1e-12,
          maxIterations: ITERATIONS,
        },
      ),
    )
    if (found === undefined) break
    const next = sumOfSquares(all(found.parameterValues))
    const gain = (error - next) / error
    if (next < error) {
      best = found.parameterValues
      error = next
    }
    if (!(gain > 1e-5)) break
  }
  return best
}

function limit({ at }: Coordinate, value: number, open: number): number {
  const x = at(value)
  return Number.isFinite(x) ? Math.min(30, Math.max(-30, x)) : open
}

/** Residuals that a model far off can have are bounded, so that the next step is still finite. */
export function bounded(value: number): number {
  return Number.isNaN(value) ? MOST_RESIDUAL : Math.max(-MOST_RESIDUAL, Math.min(MOST_RESIDUAL, value))
}

/** The library throws where its matrix is singular: there is no step to take from there. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (error instanceof Error && /singular/.test(error.message)) return undefined
    throw error
  }
}

/** Columns of the Jacobian by forward differences. */
function slopes(all: (x: ArrayLike<number>) => number[], x: readonly number[]): number[][] {
  const step = 1e-5
  const here = all(x)
  return x.map((_, p) => {
    const there = all(x.map((value, k) => (k === p ? value + step : value)))
    return there.map((value, k) => (value - here[k]) / step)
  })
}

export function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}
