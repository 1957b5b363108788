import type { EnergySplit } from '../crossbar/energy-meter.ts'
import type { SolveRecorder } from '../crossbar/solve-log.ts'
import type { NetworkSolution } from '../network/problem.ts'
import { solveNetwork } from '../network/solve-network.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import type { GatedDrive } from './gated-drive.ts'
import { type GateResponse, gatedNetwork, splitRows } from './gated-network.ts'

/** Voltages and currents of a three-terminal array at one instant. Planes row-major, N*M. */
export interface GatedPoint {
  /** Gate line minus source line at each cell, V. */
  readonly gateVolts: Float64Array
  /** Through each gate stack, from gate to source line, A. */
  readonly gateCurrents: Float64Array
  /** Drain line minus source line at each cell, V. */
  readonly channelVolts: Float64Array
  /** Through each channel, from drain to source line, A. */
  readonly channelCurrents: Float64Array
  /** Voltage of the source line at each cell, V: 0 but for the return current where the line is grounded. */
  readonly sourceVolts: Float64Array
  /** Current out of each source line at its ends, M, A. */
  readonly sourceCurrents: Float64Array
  readonly power: EnergySplit
  readonly solution: NetworkSolution
}

export interface GatedPointOptions {
  /** A point of a similar drive to start from. */
  readonly start?: GatedPoint
  readonly recorder?: SolveRecorder
  /** States that follow the gates. */
  readonly response?: GateResponse
}

/**
 * Solves a three-terminal array at fixed states.
 * @param states in the model's order, N*M values each
 * @throws SolverError where the network has no answer
 */
export function gatedPoint(
  spec: GatedArraySpec,
  drive: GatedDrive,
  states: readonly Float64Array[],
  options: GatedPointOptions = {},
): GatedPoint {
  const { start, recorder, response } = options
  const solution = solveNetwork(
    gatedNetwork(spec, drive, states, response),
    start === undefined ? {} : { start: start.solution },
  )
  recorder?.add(solution.report)
  const volts = splitRows(solution.cellVoltages, spec.size)
  const currents = splitRows(solution.cellCurrents, spec.size)
  return {
    gateVolts: volts.gate,
    gateCurrents: currents.gate,
    channelVolts: volts.drain,
    channelCurrents: currents.drain,
    sourceVolts: splitRows(solution.bitVoltages, spec.size).gate,
    sourceCurrents: solution.topCurrents.map((amps, j) => amps + solution.bottomCurrents[j]),
    power: solution.power,
    solution,
  }
}
