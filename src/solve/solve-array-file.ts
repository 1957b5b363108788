import { sourceShift } from '../../arrays/access/source-shift.ts'
import { solveArray } from '../../arrays/crossbar/solve-array.ts'
import type { NetworkSolution } from '../../arrays/network/problem.ts'
import { loadArrayFile } from './load-array-file.ts'

/** The voltages and currents in an array. */
export interface SolvedArray {
  /** [word lines, bit lines] */
  readonly size: readonly [number, number]
  /** Name of the device. */
  readonly device: string
  readonly solution: NetworkSolution
  /** Of the solver and of the access element. */
  readonly warnings: readonly string[]
}

/**
 * Solves the array of a file once, with the sources that stand at its lines.
 * @param file JSON or YAML as in schemas/array.schema.json
 * @throws ConfigError for mistakes in the file, SolverError where the network has no answer
 */
export async function solveArrayFile(file: string): Promise<SolvedArray> {
  const spec = await loadArrayFile(file)
  const solution = solveArray(spec)
  const gateOn = new Uint8Array(spec.size[0]).fill(1)
  const shift = sourceShift(spec.access, spec.size, gateOn, solution)
  return {
    size: spec.size,
    device: spec.model.name,
    solution,
    warnings: [...solution.report.warnings, ...(shift === undefined ? [] : [shift.warning])],
  }
}
