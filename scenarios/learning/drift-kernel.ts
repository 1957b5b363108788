/** How a change of a cell is forgotten: a sum of exponentials, the part that stays among them (rate 0). */
export interface DriftKernel {
  /** Parts of a change; together 1. */
  readonly shares: readonly number[]
  /** 1/s */
  readonly rates: readonly number[]
  /** Largest difference from what the device keeps, over the times that were looked at. */
  readonly misfit: number
}

/** Nothing is forgotten. */
export const KEPT: DriftKernel = { shares: [1], rates: [0], misfit: 0 }

/** Decades of time around a pulse, and how finely they are looked at. */
const DECADES = [-1, 8] as const
const TIMES_A_DECADE = 5
const RATES_A_DECADE = 2
/** How much more the start, where all is kept, weighs than any other time. */
const START_WEIGHT = 1e3
const SWEEPS = 4000
/** Parts below this are left out. */
const LEAST_SHARE = 1e-4

/**
 * Takes what a device keeps of a change apart into exponentials with shares of at least 0 (least squares over times from a tenth
 * to 1e8 of a pulse's period), so that changes of different age are forgotten each by its own: cells of populations with a time
 * constant each relax in exactly this way at 0 V.
 * @param kept share of the distance from rest after so many seconds; 1 at 0 s
 * @param period of a pulse, s
 */
export function driftKernel(kept: (seconds: number) => number, period: number): DriftKernel {
  if (!(period > 0)) return KEPT
  const times = grid(TIMES_A_DECADE).map(place => period * 10 ** place)
  const left = times.map(kept)
  if (left.every(share => Math.abs(share - 1) < 1e-12)) return KEPT
  const rates = [0, ...grid(RATES_A_DECADE).map(place => 10 ** -place / period)]
  const rows = [0, ...times].map(time => rates.map(rate => Math.exp(-rate * time)))
  const targets = [1, ...left]
  const weights = targets.map((_, t) => (t === 0 ? START_WEIGHT : 1))
  const found = nonNegativeLeastSquares(rows, targets, weights)
  const chosen = Array.from(found).flatMap((share, r) => (share > LEAST_SHARE ? [r] : []))
  const whole = chosen.reduce((sum, r) => sum + found[r], 0)
  const shares = chosen.map(r => found[r] / whole)
  const misfit = Math.max(
    ...rows.slice(1).map((row, t) => {
      const model = chosen.reduce((sum, r, k) => sum + shares[k] * row[r], 0)
      return Math.abs(model - left[t])
    }),
  )
  return { shares, rates: chosen.map(r => rates[r]), misfit }
}

function grid(perDecade: number): number[] {
  const [first, last] = DECADES
  return Array.from({ length: (last - first) * perDecade + 1 }, (_, k) => first + k / perDecade)
}

/** Coordinate descent on the normal equations. */
function nonNegativeLeastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  weights: readonly number[],
): Float64Array {
  const count = rows[0].length
  const normal = Array.from({ length: count }, (_, a) =>
    Float64Array.from({ length: count }, (_, b) =>
      rows.reduce((sum, row, t) => sum + weights[t] * row[a] * row[b], 0),
    ),
  )
  const right = Array.from({ length: count }, (_, a) =>
    rows.reduce((sum, row, t) => sum + weights[t] * row[a] * targets[t], 0),
  )
  const x = new Float64Array(count).fill(1 / count)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (let a = 0; a < count; a++) {
      let sum = right[a]
      for (let b = 0; b < count; b++) if (b !== a) sum -= normal[a][b] * x[b]
      x[a] = Math.max(0, sum / normal[a][a])
    }
  }
  return x
}
