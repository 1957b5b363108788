import type { SolveTally } from './matrix-tile.ts'

/** Counts of the solver. */
export interface SolverSummary {
  /** Networks that were solved. */
  readonly solves: number
  /** Engines that solved them; none where no network had to be solved. */
  readonly engines: readonly string[]
  readonly iterations: number
  /** Largest Kirchhoff imbalance over the largest branch current. */
  readonly residual: number
  readonly warnings: readonly string[]
}

const NOTHING: SolverSummary = Object.freeze({
  solves: 0,
  engines: [],
  iterations: 0,
  residual: 0,
  warnings: [],
})

/** Counts solves; `take` gives what came since it was last called. */
export function createSolverTally(): SolveTally & { take(): SolverSummary } {
  let found = NOTHING
  return {
    add({ engine, iterations, residual, warnings }) {
      found = joinSummaries([found, { solves: 1, engines: [engine], iterations, residual, warnings }])
    },
    take() {
      const taken = found
      found = NOTHING
      return taken
    },
  }
}

export function joinSummaries(parts: readonly SolverSummary[]): SolverSummary {
  const sum = (pick: (part: SolverSummary) => number): number =>
    parts.reduce((total, part) => total + pick(part), 0)
  return {
    solves: sum(part => part.solves),
    engines: [...new Set(parts.flatMap(part => part.engines))].sort(),
    iterations: sum(part => part.iterations),
    residual: Math.max(0, ...parts.map(part => part.residual)),
    warnings: [...new Set(parts.flatMap(part => part.warnings))],
  }
}
