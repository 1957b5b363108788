import { Matrix, QrDecomposition } from 'ml-matrix'

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

/** Share left after so many seconds of a change that is all of one age; 1 at 0 s. */
export function keptShare({ shares, rates }: DriftKernel, seconds: number): number {
  let lost = 0
  for (let j = 0; j < rates.length; j++) lost -= shares[j] * Math.expm1(-rates[j] * seconds)
  return 1 - lost
}

/** Decades of time around a pulse, and how finely they are looked at. */
const DECADES = [-1, 8] as const
const TIMES_A_DECADE = 5
const RATES_A_DECADE = 4
/** How much more the start, where all is kept, weighs than any other time. */
const START_WEIGHT = 1e3
const MOST_TURNS = 200
/** A column is taken in only where it helps by more than this. */
const LEAST_PULL = 1e-9
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
  const chosen = found.flatMap((share, r) => (share > LEAST_SHARE ? [r] : []))
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

/** Active set of C. L. Lawson and R. J. Hanson, Solving Least Squares Problems (1974), chapter 23. */
function nonNegativeLeastSquares(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  weights: readonly number[],
): number[] {
  const scaled = rows.map((row, t) => row.map(value => weights[t] * value))
  const aims = targets.map((target, t) => weights[t] * target)
  const count = rows[0].length
  let x = new Array<number>(count).fill(0)
  const used = new Set<number>()
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const left = aims.map((aim, t) => aim - scaled[t].reduce((sum, value, r) => sum + value * x[r], 0))
    const pulls = x.map((_, r) => scaled.reduce((sum, row, t) => sum + row[r] * left[t], 0))
    const next = pulls.reduce((best, pull, r) => (used.has(r) || pull <= (pulls[best] ?? 0) ? best : r), -1)
    if (next === -1 || pulls[next] < LEAST_PULL) break
    used.add(next)
    for (;;) {
      const chosen = [...used]
      const free = solveColumns(scaled, aims, chosen)
      if (free.every(value => value > 0)) {
        x = x.map((_, r) => (used.has(r) ? free[chosen.indexOf(r)] : 0))
        break
      }
      // As far as the first one that would fall below 0, which leaves.
      const way = Math.min(...chosen.map((r, c) => (free[c] > 0 ? 1 : x[r] / (x[r] - free[c]))))
      x = x.map((value, r) => (used.has(r) ? value + way * (free[chosen.indexOf(r)] - value) : 0))
      for (const r of chosen) if (x[r] <= LEAST_SHARE * LEAST_SHARE) used.delete(r)
    }
  }
  return x
}

/** Least squares with some of the columns, by QR. */
function solveColumns(
  rows: readonly (readonly number[])[],
  targets: readonly number[],
  columns: readonly number[],
): number[] {
  const matrix = new Matrix(rows.map(row => columns.map(column => row[column])))
  return new QrDecomposition(matrix).solve(Matrix.columnVector([...targets])).getColumn(0)
}
