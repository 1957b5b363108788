import { checkOptionKeys } from '../config/check-option-keys.ts'
import { type Drives, type PreparedNetwork, prepareNetwork } from './prepare-network.ts'
import type { LineEnds, NetworkProblem, SolveOptions } from './problem.ts'
import { VOLTAGE } from './problem.ts'
import { SOLVE_OPTIONS } from './solve-network.ts'

/** Response of a linear array to any vector of word-line voltages, sneak paths and wires included. */
export interface EffectiveMatrix {
  /** M x N, row-major: current out of bit line j for 1 V on the sources of word line i, S. */
  readonly siemens: Float64Array
  /** M: current out of each bit line at 0 V on all word lines, from bit-line volts, current sources and cells, A. */
  readonly offset: Float64Array
}

/**
 * The effective matrix of an array of linear cells. The network is reciprocal: the current into word line i for 1 V on
 * bit line j alone is minus the current out of bit line j for 1 V on word line i. So one adjoint solve with 1 V on a
 * bit line gives a whole row; where word lines are fewer, 1 V on each of them gives the columns. A word line without a
 * voltage source has a column of zeros.
 * @throws RangeError for nonlinear cells; SolverError where the network has no answer
 */
export function effectiveMatrix(problem: NetworkProblem, options: SolveOptions = {}): EffectiveMatrix {
  checkOptionKeys('effectiveMatrix', options, SOLVE_OPTIONS)
  const { rows, columns } = problem
  const network = prepareNetwork(problem, options)
  const siemens = new Float64Array(columns * rows)
  if (rows < columns) {
    for (let i = 0; i < rows; i++) {
      const out = bitCurrents(problem, network.solveEnds(unitDrives(network, 'word', i)))
      for (let j = 0; j < columns; j++) siemens[j * rows + i] = out[j]
    }
  } else {
    for (let j = 0; j < columns; j++) {
      const { leftCurrents, rightCurrents } = network.solveEnds(unitDrives(network, 'bit', j))
      for (let i = 0; i < rows; i++) {
        // A current source takes what it gives, whatever the bit line does: only voltage sources count.
        const left = problem.left.kind[i] === VOLTAGE ? leftCurrents[i] : 0
        const right = problem.right.kind[i] === VOLTAGE ? rightCurrents[i] : 0
        siemens[j * rows + i] = 0 - left - right
      }
    }
  }
  const offset = bitCurrents(
    problem,
    network.solveEnds({ left: atRest(problem.left), right: atRest(problem.right) }),
  )
  return { siemens, offset }
}

/** The array with 1 V on the sources of one line and nothing anywhere else. */
export function solveUnit(
  network: PreparedNetwork,
  side: 'word' | 'bit',
  line: number,
): ReturnType<PreparedNetwork['solve']> {
  return network.solve(unitDrives(network, side, line))
}

/** Drives of 1 V on the sources of one line and nothing anywhere else. */
function unitDrives(network: PreparedNetwork, side: 'word' | 'bit', line: number): Drives {
  const { left, right, top, bottom } = network.problem
  const unit = (ends: LineEnds, own: boolean) => {
    const value = new Float64Array(ends.kind.length)
    if (own && ends.kind[line] === VOLTAGE) value[line] = 1
    return value
  }
  return {
    left: unit(left, side === 'word'),
    right: unit(right, side === 'word'),
    top: unit(top, side === 'bit'),
    bottom: unit(bottom, side === 'bit'),
    cellSources: false,
  }
}

/** Voltage sources at 0 V; current sources as they are. */
function atRest(ends: LineEnds): Float64Array {
  return ends.value.map((value, line) => (ends.kind[line] === VOLTAGE ? 0 : value))
}

/** Current out of each bit line through its voltage sources, A. */
function bitCurrents(
  problem: NetworkProblem,
  solution: { readonly topCurrents: Float64Array; readonly bottomCurrents: Float64Array },
): Float64Array {
  return solution.topCurrents.map(
    (top, j) =>
      (problem.top.kind[j] === VOLTAGE ? top : 0) +
      (problem.bottom.kind[j] === VOLTAGE ? solution.bottomCurrents[j] : 0),
  )
}
