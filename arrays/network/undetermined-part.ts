/** A floating part of a network whose potential the currents do not determine: a range of potentials balances to rounding. */
export interface UndeterminedPart {
  readonly wordLines: readonly number[]
  readonly bitLines: readonly number[]
  /** Potential of its first node, on the first of these lines, as found, V. */
  readonly volts: number
  /** How far the potential of all its nodes may lie from the one found, V; NaN where it was not looked for. */
  readonly down: number
  readonly up: number
}
