import type { EnergySplit } from './energy-meter.ts'

/** Result of a solve. */
export interface NetworkMark {
  /** Voltage of each device, V: what its states follow. */
  readonly deviceVolts: Float64Array
  /** Voltage of each cell, V: over what it takes power. */
  readonly cellVolts: Float64Array
  /** Of all cells, A. */
  readonly currents: Float64Array
}

/** Powers at an instant, W. */
export interface PowerInstant {
  readonly power: EnergySplit
  /** Sum of the squared currents of all cells, A^2. */
  readonly squares: number
}

/** The network of an array under one drive, which is solved again and again while its states move. */
export interface MovingNetwork<Mark extends NetworkMark = NetworkMark> {
  /**
   * Solves the network at the given states.
   * @param at seconds from the start of the segment
   * @returns false where this way of solving does not settle it
   * @throws SolverError where the network has no answer
   */
  solve(states: readonly Float64Array[], at: number): boolean
  /** Result of the last solve. @param over an earlier mark of this network whose memory may be used */
  mark(over?: Mark): Mark
  power(mark: Mark): PowerInstant
  /** Starts the next solve from a sum of marks, each with its weight; the first is the nearest in time. */
  startFrom(marks: readonly Mark[], weights: readonly number[]): void
  /** Reports its solves. */
  finish(): void
}

/** Sum of the squared currents of a mark, A^2. */
export function squaredCurrents({ currents }: NetworkMark): number {
  let sum = 0
  for (let k = 0; k < currents.length; k++) sum += currents[k] * currents[k]
  return sum
}
