import { checkOptionKeys } from '../config/check-option-keys.ts'
import { OptionError } from '../errors.ts'
import { solveUnit } from './effective-matrix.ts'
import { isGrounded } from './grounded-balance.ts'
import { prepareNetwork } from './prepare-network.ts'
import type { NetworkProblem, NetworkSolution, SolveOptions } from './problem.ts'
import { seriesCells } from './series-cell.ts'
import { SOLVE_OPTIONS, solveNetwork } from './solve-network.ts'

/** How the current out of one bit line (through its voltage sources) answers to each cell; planes N x M. */
export interface OutputGradient {
  readonly bitLine: number
  /** Change of the output for a current added to the cell (A/A): the chain rule's factor for any parameter of its law. */
  readonly perCurrent: Float64Array
  /** Change of the output for a conductance added across the cell, A/S. */
  readonly perConductance: Float64Array
}

/**
 * Derivatives of the currents out of the given bit lines to all cells, one adjoint solve each. With U the cell voltages
 * for 1 V on that bit line alone in the network linearised where it stands, Tellegen's theorem gives -U for a current
 * in a cell and -U V for a conductance across it, V being the cell's voltage.
 * @param bitLines indices; their outputs need a voltage source at an end
 * @returns the solution and one gradient for each bit line, in the order given
 * @throws RangeError and SolverError as solveNetwork
 */
export function outputGradients(
  problem: NetworkProblem,
  bitLines: readonly number[],
  options: SolveOptions = {},
): { readonly solution: NetworkSolution; readonly gradients: readonly OutputGradient[] } {
  checkOptionKeys('outputGradients', options, SOLVE_OPTIONS)
  for (const line of bitLines) {
    if (!Number.isInteger(line) || line < 0 || line >= problem.columns)
      throw new RangeError(
        `outputGradients: bit line ${line}; expected a whole number from 0 to ${problem.columns - 1}`,
      )
  }
  if (problem.series !== undefined && isGrounded(problem.series))
    throw new OptionError(
      'outputGradients',
      'cells that feel their lines against ground (transistors)',
      'cells that know their own voltage alone',
    )
  const solution = solveNetwork(problem, options)
  const slopes = slopesAt(problem, solution.cellVoltages)
  const { series: _, ...plain } = problem
  const network = prepareNetwork({
    ...plain,
    cells: {
      linear: true,
      evaluate(volts, current, slope) {
        for (let k = 0; k < slopes.length; k++) current[k] = slopes[k] * volts[k]
        slope.set(slopes)
      },
    },
  })
  const gradients = bitLines.map((bitLine): OutputGradient => {
    const adjoint = solveUnit(network, 'bit', bitLine).cellVoltages
    const perCurrent = adjoint.map(volts => 0 - volts)
    return {
      bitLine,
      perCurrent,
      perConductance: perCurrent.map((factor, k) => factor * solution.cellVoltages[k]),
    }
  })
  return { solution, gradients }
}

function slopesAt(problem: NetworkProblem, volts: Float64Array): Float64Array {
  const { cells, series } = problem
  const laws = series === undefined ? cells : seriesCells(cells, series, volts.length).laws
  const slope = new Float64Array(volts.length)
  laws.evaluate(volts, new Float64Array(volts.length), slope)
  return slope
}
