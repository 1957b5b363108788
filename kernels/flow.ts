/** How states move: dx/dt = rates(control, x). */
export interface Flow {
  /** Number of states. */
  readonly size: number
  rates(control: number, x: Float64Array, rates: Float64Array): void
  /** Derivatives of the rates by the states, row by row, and by the control. */
  slopes(control: number, x: Float64Array, byState: Float64Array, byControl: Float64Array): void
}

/** A step of time in which the control moves in a straight line. */
export interface FlowSegment {
  readonly from: number
  readonly to: number
  readonly seconds: number
  /** Where to start with the length of the steps, s; otherwise it is found. */
  readonly firstStep?: number
}
