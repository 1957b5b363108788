import { SolverError } from '../errors.ts'
import {
  CURRENT,
  type LimitedEnd,
  type LineEnds,
  type NetworkProblem,
  type NetworkSolution,
  VOLTAGE,
} from './problem.ts'

const END_NAMES = ['left', 'right', 'top', 'bottom'] as const
type EndName = LimitedEnd['end']

/** Beyond its limit by this much a driver is over it; less is rounding. */
const ROUNDING = 1e-9
/** Sets of limited drivers that are tried, for each driver that has a limit. */
const TRIES = 4

/** True where a driver at an end has a compliance. */
function hasLimit({ limit, kind }: LineEnds): boolean {
  return limit?.some((amps, line) => amps < Number.POSITIVE_INFINITY && kind[line] === VOLTAGE) ?? false
}

/** True where a driver of the array has a compliance. */
export function hasLimits(problem: Pick<NetworkProblem, EndName>): boolean {
  return END_NAMES.some(end => hasLimit(problem[end]))
}

/**
 * Solves a network whose drivers are current sources beyond their compliance. Which ones are is found by trial: drivers over their limit
 * become current sources, those whose line no longer takes it are voltages again, until nothing changes.
 * @param start the drivers to begin with
 * @param solve of the network with these in place
 * @throws SolverError where no set of limited drivers fits
 */
export function solveLimited(
  problem: NetworkProblem,
  start: readonly LimitedEnd[],
  solve: (problem: NetworkProblem) => NetworkSolution,
): NetworkSolution {
  const limits = END_NAMES.reduce((sum, end) => sum + (problem[end].limit?.length ?? 0), 0)
  let limited = start.filter(({ end, line, amps }) => Math.abs(amps) === limitOf(problem[end], line))
  for (let tries = 0; tries < TRIES * limits + 8; tries++) {
    const solution = solve(withLimits(problem, limited))
    const released = limited.filter(one => isNeeded(problem, solution, one))
    const over = driversOver(problem, solution, limited)
    if (released.length === limited.length && over.length === 0) {
      return { ...solution, report: { ...solution.report, limited } }
    }
    limited = released.length < limited.length ? released : [...limited, ...over]
  }
  throw new SolverError(
    'not-converged',
    `which drivers their compliance limits was not found in ${TRIES * limits + 8} tries: raise the limits, or drive fewer lines at once`,
  )
}

function limitOf({ limit, kind }: LineEnds, line: number): number {
  return kind[line] === VOLTAGE ? (limit?.[line] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
}

function withLimits(problem: NetworkProblem, limited: readonly LimitedEnd[]): NetworkProblem {
  const ends = (end: EndName): LineEnds => {
    const { limit: _, ...own } = problem[end]
    const mine = limited.filter(one => one.end === end)
    if (mine.length === 0) return own
    const [kind, value] = [own.kind.slice(), own.value.slice()]
    for (const { line, amps } of mine) {
      kind[line] = CURRENT
      value[line] = amps
    }
    return { ...own, kind, value }
  }
  return { ...problem, left: ends('left'), right: ends('right'), top: ends('top'), bottom: ends('bottom') }
}

/** Whether the driver as a voltage would carry more than its limit. */
function isNeeded(
  problem: NetworkProblem,
  solution: NetworkSolution,
  { end, line, amps }: LimitedEnd,
): boolean {
  const { value, ohms } = problem[end]
  const rest = value[line] - nodeVolts(problem, solution, end, line) - amps * ohms[line]
  return Math.sign(amps) * rest >= 0
}

/** The drivers over their limit whose currents have the sign of the one that is farthest over it. */
function driversOver(
  problem: NetworkProblem,
  solution: NetworkSolution,
  limited: readonly LimitedEnd[],
): LimitedEnd[] {
  const over: LimitedEnd[] = []
  let [worst, sign] = [1 + ROUNDING, 0]
  for (const end of END_NAMES) {
    intoLines(solution, end).forEach((amps, line) => {
      const limit = limitOf(problem[end], line)
      const ratio = Math.abs(amps) / limit
      if (!(ratio > 1 + ROUNDING) || limited.some(one => one.end === end && one.line === line)) return
      over.push({ end, line, amps: Math.sign(amps) * limit, name: nameOf(problem, end, line) })
      if (ratio > worst) [worst, sign] = [ratio, Math.sign(amps)]
    })
  }
  return over.filter(({ amps }) => Math.sign(amps) === sign)
}

function nameOf(problem: NetworkProblem, end: EndName, number: number): string {
  const side = end === 'left' || end === 'right' ? 'word' : 'bit'
  const line = problem.nameLine?.(side, number) ?? { kind: side, number }
  return `${end} of ${line.kind} line ${line.number}`
}

/** Currents into the lines at one end, A. */
function intoLines(
  { leftCurrents, rightCurrents, topCurrents, bottomCurrents }: NetworkSolution,
  end: EndName,
): Float64Array {
  if (end === 'left') return leftCurrents
  if (end === 'right') return rightCurrents
  return (end === 'top' ? topCurrents : bottomCurrents).map(amps => -amps)
}

function nodeVolts(
  { rows, columns }: NetworkProblem,
  { wordVoltages, bitVoltages }: NetworkSolution,
  end: EndName,
  line: number,
): number {
  switch (end) {
    case 'left':
      return wordVoltages[line * columns]
    case 'right':
      return wordVoltages[(line + 1) * columns - 1]
    case 'top':
      return bitVoltages[line]
    case 'bottom':
      return bitVoltages[(rows - 1) * columns + line]
    default:
      return end satisfies never
  }
}
