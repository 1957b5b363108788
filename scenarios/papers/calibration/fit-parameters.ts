import { Matrix, solve } from 'ml-matrix'

export type Values = Record<string, number>

export interface FitOptions {
  /** Positive starting values of the parameters to be fitted; their logarithms are the unknowns. */
  readonly start: Readonly<Values>
  /** Differences between simulation and target, each in units of what may be missed. */
  readonly residuals: (values: Values) => readonly number[]
  /** How far a parameter may leave its start before it costs as much as one residual of 1, as a natural logarithm. */
  readonly leash: number
  readonly iterations: number
  /** Differences to one side only: half the cost, slopes to four digits. @defaultValue false, to both */
  readonly oneSided?: boolean
}

/** Step of the differences that make the Jacobian, in a logarithm. */
const STEP = 1e-4
/** Longest step of a logarithm in one iteration. */
const REACH = 0.3
/** Trials with more damping before an iteration gives up. */
const TRIALS = 8

/**
 * Fits positive parameters to claims by least squares. More parameters than claims is the rule here, so each is held to
 * its start by a weak residual of its own: the answer is then unique, and the start is part of what is assumed.
 * Levenberg-Marquardt with Marquardt's scaling, and only steps that improve (ml-levenberg-marquardt keeps others).
 * Deterministic.
 */
export function fitParameters(options: FitOptions): Values {
  const { start, residuals, leash, iterations, oneSided = false } = options
  const names = Object.keys(start)
  const origin = names.map(name => Math.log(start[name]))
  const valuesOf = (logs: readonly number[]): Values =>
    Object.fromEntries(names.map((name, k) => [name, Math.exp(logs[k])]))
  const all = (logs: readonly number[]): number[] => [
    ...residuals(valuesOf(logs)),
    ...logs.map((log, k) => (log - origin[k]) / leash),
  ]
  let best: Point = { logs: origin, left: all(origin), damping: 0.1 }
  for (let round = 0; round < iterations; round++) {
    const better = improve(best, all, oneSided ? [STEP, 0] : [STEP, -STEP])
    if (better === undefined) break
    best = better
  }
  return valuesOf(best.logs)
}

interface Point {
  readonly logs: readonly number[]
  /** Residuals there. */
  readonly left: readonly number[]
  readonly damping: number
}

/** One step that makes the sum of squares smaller, by a millionth at least; undefined where none was found. */
function improve(
  { logs, left, damping }: Point,
  all: (logs: readonly number[]) => number[],
  [above, below]: readonly [number, number],
): Point | undefined {
  const columns = logs.map((_, k) => {
    const at = (step: number): readonly number[] =>
      step === 0 ? left : all(logs.map((log, n) => (n === k ? log + step : log)))
    const [more, less] = [at(above), at(below)]
    return more.map((value, n) => (value - less[n]) / (above - below))
  })
  const slopes = new Matrix(columns)
  const normal = slopes.mmul(slopes.transpose())
  const gradient = slopes.mmul(Matrix.columnVector([...left]))
  const squares = sumOfSquares(left)
  for (let trial = 0; trial < TRIALS; trial++) {
    const tried = damping * 4 ** trial
    const damped = normal.clone()
    for (let k = 0; k < logs.length; k++) damped.set(k, k, normal.get(k, k) * (1 + tried))
    const full = solve(damped, gradient).to1DArray()
    const shorter = Math.min(1, REACH / Math.max(...full.map(Math.abs)))
    const next = logs.map((log, k) => log - shorter * full[k])
    const found = all(next)
    if (sumOfSquares(found) < squares * (1 - 1e-6)) return { logs: next, left: found, damping: tried / 4 }
  }
  return undefined
}

function sumOfSquares(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value * value, 0)
}

/** The values rounded to so many significant digits: what is written into the model. */
export function roundValues(values: Readonly<Values>, digits: number): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(digits))]),
  )
}
