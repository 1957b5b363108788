import { SolverError } from '../errors.ts'

const MOST_STEPS = 100_000

/** Steps of third order as they are tried, each with one of second order in it. */
export interface ExtrapolatedSteps {
  /** @returns the distance of the two orders, over what it may be */
  step(seconds: number): number
  take(): void
}

/**
 * Goes through `seconds` in steps that are as long as their errors allow.
 * @returns the number of steps
 * @throws SolverError where the steps become too small
 */
export function takeExtrapolatedSteps(steps: ExtrapolatedSteps, seconds: number): number {
  let time = 0
  let step = seconds
  for (let count = 1; count <= MOST_STEPS; count++) {
    step = Math.min(step, seconds - time)
    const error = steps.step(step)
    const growth = 0.9 * Math.max(error, 1e-3) ** (-1 / 3)
    if (error <= 1) {
      steps.take()
      time += step
      if (time >= seconds * (1 - 1e-15)) return count
    }
    step *= Math.min(5, Math.max(0.1, Number.isNaN(growth) ? 0.1 : growth))
    if (time + step === time) {
      throw new SolverError(
        'not-converged',
        `time step below rounding at ${time} s of a segment of ${seconds} s; give drivers or cells some resistance`,
      )
    }
  }
  throw new SolverError('not-converged', `more than ${MOST_STEPS} time steps in a segment of ${seconds} s`)
}
