import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { solveArray } from '../../arrays/crossbar/solve-array.ts'
import type { BackendName } from '../../arrays/engine/backends.ts'
import type { NetworkSolution } from '../../arrays/network/problem.ts'
import { usualThreads } from '../../kernels/assembly/second-thread.ts'
import { openEngine } from '../host/open-engine.ts'
import { loadArrayFile } from './load-array-file.ts'
import { warmSolver } from './warm-solver.ts'

/** The voltages and currents in an array. */
export interface SolvedArray {
  /** [word lines, bit lines] */
  readonly size: readonly [number, number]
  /** Name of the device. */
  readonly device: string
  readonly solution: NetworkSolution
  /** Of the solver. */
  readonly warnings: readonly string[]
}

export interface SolveFileOptions {
  /** The backend. @defaultValue float64 */
  readonly backend?: BackendName | undefined
  /** Largest Kirchhoff imbalance over the largest branch current, above 0 and below 1. @defaultValue 1e-12 */
  readonly tolerance?: number | undefined
}

/**
 * Solves the array of a file once, with the sources that stand at its lines.
 * @param file JSON or YAML as in schemas/array.schema.json
 * @throws ConfigError for mistakes in the file, GpuError where the backend is not there or fails, SolverError where the network has no answer
 */
export async function solveArrayFile(
  file: string,
  { backend = 'float64', tolerance }: SolveFileOptions = {},
): Promise<SolvedArray> {
  const spec = await loadArrayFile(file, undefined, backend === 'float64' ? warmSolver : undefined)
  const engine = await openEngine(backend, spec.size[0] * spec.size[1])
  try {
    return solvedArray(engine === undefined ? spec : { ...spec, engine }, tolerance)
  } finally {
    await engine?.close()
  }
}

function solvedArray(spec: ArraySpec, tolerance?: number): SolvedArray {
  const threads = usualThreads(spec.size[0] * spec.size[1], true)
  const solution = solveArray(spec, { threads, ...(tolerance === undefined ? {} : { tolerance }) })
  return {
    size: spec.size,
    device: spec.model.name,
    solution,
    warnings: solution.report.warnings,
  }
}
