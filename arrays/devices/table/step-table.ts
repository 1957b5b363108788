/** Steps of one direction, conductances rising. */
export interface StepCurve {
  /** Before the pulse, S. */
  readonly conductance: Float64Array
  /** Change by one pulse there, S. */
  readonly change: Float64Array
  /** Lines of the file. */
  readonly lines: readonly number[]
}

/** Measured steps: what one pulse makes of a conductance. */
export interface StepTable {
  readonly up: StepCurve
  readonly down: StepCurve
  /** The conductances that it has, S. */
  readonly range: readonly [number, number]
  /** Mean relative standard deviation of a step, where the file has one. */
  readonly spread: number | undefined
}
