import { expect } from 'vitest'
import type { NetworkProblem } from '../../arrays/network/problem.ts'
import { type CheckedSolution, checkKirchhoff } from './check-kirchhoff.ts'

/** Fails, naming the laws broken and by how much, where a solution breaks Kirchhoff, Ohm, Tellegen, a cell or a driver. */
export function expectLawful(problem: NetworkProblem, solution: CheckedSolution, tolerance = 1e-11): void {
  const broken = Object.entries(checkKirchhoff(problem, solution)).filter(([, size]) => !(size <= tolerance))
  expect(Object.fromEntries(broken), 'laws broken, by how much').toEqual({})
}
