import type { StopRule } from '../../kernels/conjugate-gradients.ts'
import type { NetworkPlanes } from '../../kernels/kirchhoff.ts'
import { minimalResidual } from '../../kernels/minimal-residual.ts'
import type { LinearEngine } from './linear-engine.ts'

const MAX_ITERATIONS = 500
const MAX_SKEW_ITERATIONS = 400
/** Accuracy of the solves between, relative to their pulls: finer ones cost iterations that the next Newton step makes up for. */
const FINEST = 1e-9

/**
 * Sets the steps of all nodes to those that the net currents into them ask for, where each cell is a conductance, for which
 * the engine is prepared, and a source that pulls skew (uw + ub) from its word node to its bit node. The engine alone solves for given
 * pulls; the pulls, one a cell, are found by minimal residuals. The net currents are kept.
 * @param skew of each cell, S
 * @param enough amperes that the steps may leave, and how far they may still move a node
 * @returns iterations of the engine
 */
export function solveSkewed(
  { wordIn, bitIn, wordStep, bitStep }: NetworkPlanes,
  engine: LinearEngine,
  skew: Float64Array,
  enough: Omit<StopRule, 'maxIterations'>,
): number {
  const count = skew.length
  const word = wordIn.slice()
  const bit = bitIn.slice()
  const still = new Float64Array(count)
  let iterations = 0

  function solve(
    wordAmps: Float64Array,
    bitAmps: Float64Array,
    pull: Float64Array,
    current: number,
    volts = Infinity,
  ): void {
    for (let k = 0; k < count; k++) {
      wordIn[k] = wordAmps[k] - pull[k]
      bitIn[k] = bitAmps[k] + pull[k]
    }
    iterations += engine.solve({ current, volts, maxIterations: MAX_ITERATIONS }).iterations
  }

  solve(word, bit, still, enough.current, enough.volts)
  const first = skew.map((siemens, k) => siemens * (wordStep[k] + bitStep[k]))
  // The method hands over pulls of norm 1.
  const unit = Math.sqrt(first.reduce((sum, amps) => sum + amps * amps, 0))
  const pulls = minimalResidual(
    (pull, product) => {
      solve(still, still, pull, Math.max((0.1 * enough.current) / unit, FINEST))
      for (let k = 0; k < count; k++) product[k] = pull[k] - skew[k] * (wordStep[k] + bitStep[k])
    },
    first,
    enough.current,
    MAX_SKEW_ITERATIONS,
  )
  if (pulls.iterations > 0) solve(word, bit, pulls.solution, enough.current, enough.volts)
  wordIn.set(word)
  bitIn.set(bit)
  return iterations
}
