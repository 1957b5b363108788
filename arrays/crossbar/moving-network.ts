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

/** The network of an array under one drive, which is solved again and again while its states move. */
export interface MovingNetwork<Mark extends NetworkMark = NetworkMark> {
  /**
   * Solves the network at the given states.
   * @returns false where this way of solving does not settle it
   * @throws SolverError where the network has no answer
   */
  solve(states: readonly Float64Array[]): boolean
  /** Result of the last solve. @param over an earlier mark of this network whose memory may be used */
  mark(over?: Mark): Mark
  /** Powers at a mark, W. */
  power(mark: Mark): EnergySplit
  /** Starts the next solve from a sum of marks, each with its weight; the first is the nearest in time. */
  startFrom(marks: readonly Mark[], weights: readonly number[]): void
  /** Reports its solves. */
  finish(): void
}
