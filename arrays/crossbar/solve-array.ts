import type { NetworkSolution, SolveOptions } from '../network/problem.ts'
import { solveNetwork } from '../network/solve-network.ts'
import type { ArraySpec } from './array-spec.ts'
import { networkProblem } from './operating-point.ts'

/**
 * Solves an array once, with the sources that stand at its lines and every gate on: the `solve` command.
 * @throws SolverError where the network has no answer
 */
export function solveArray(spec: ArraySpec, options: SolveOptions = {}): NetworkSolution {
  const gateOn = new Uint8Array(spec.size[0]).fill(1)
  const { left, right, top, bottom } = spec
  return solveNetwork(
    networkProblem(spec, { kind: 'crossbar', left, right, top, bottom, gateOn }, spec.initial),
    { ...options, ...(spec.engine === undefined ? {} : { createEngine: spec.engine.createLinear }) },
  )
}
