import { sourceShift } from '../../arrays/access/source-shift.ts'
import { type ArrayFile, arrayFile } from '../../arrays/config/array-file.ts'
import { readDocument } from '../../arrays/config/read-document.ts'
import { resolveArray } from '../../arrays/config/resolve-array.ts'
import { validate } from '../../arrays/config/validate.ts'
import { solveArray } from '../../arrays/crossbar/solve-array.ts'
import type { NetworkSolution } from '../../arrays/network/problem.ts'

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
  const document = readDocument(file)
  const spec = await resolveArray(validate<ArrayFile>(document, arrayFile), { document })
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
