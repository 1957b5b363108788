import { levenbergMarquardt } from 'ml-levenberg-marquardt'

export type Values = Record<string, number>

export interface FitOptions {
  /** Positive starting values of the parameters to be fitted; their logarithms are the unknowns. */
  readonly start: Readonly<Values>
  /** Differences between simulation and target, each in units of what may be missed. */
  readonly residuals: (values: Values) => readonly number[]
  /** How far a parameter may leave its start before it costs as much as one residual of 1, as a natural logarithm. */
  readonly leash: number
  readonly iterations: number
}

/**
 * Fits positive parameters to claims by least squares. More parameters than claims is the rule here, so each is held to
 * its start by a weak residual of its own: the answer is then unique, and the start is part of what is assumed.
 * Deterministic.
 */
export function fitParameters(options: FitOptions): Values {
  const { start, residuals, leash, iterations } = options
  const names = Object.keys(start)
  const origin = names.map(name => Math.log(start[name]))
  const valuesOf = (logs: readonly number[]): Values =>
    Object.fromEntries(names.map((name, k) => [name, Math.exp(logs[k])]))
  const all = (logs: readonly number[]): number[] => [
    ...residuals(valuesOf(logs)),
    ...logs.map((log, k) => (log - origin[k]) / leash),
  ]
  const count = all(origin).length
  const { parameterValues } = levenbergMarquardt(
    { x: Array.from({ length: count }, (_, k) => k), y: new Float64Array(count) },
    logs => {
      const values = all(logs)
      return index => values[index]
    },
    {
      initialValues: origin,
      centralDifference: true,
      gradientDifference: 1e-4,
      damping: 1,
      errorTolerance: 1e-12,
      maxIterations: iterations,
    },
  )
  return valuesOf(parameterValues)
}

/** The values rounded to so many significant digits: what is written into the model. */
export function roundValues(values: Readonly<Values>, digits: number): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Number(value.toPrecision(digits))]),
  )
}
