import { solveNetwork } from '../arrays/network/solve-network.ts'
import { fastest } from './measure.ts'
import { caseProblem, caseSiemens, type NamedCase, sinhCells } from './named-cases.ts'

/** Measurement of a process of its own: the memory of a solve cannot be told from that of those before it. */
export interface OneSolve {
  /** The fastest on one thread and on two, set-up included; two threads start before and are not counted. */
  readonly seconds: number
  readonly secondsOnTwo: number
  readonly iterations: number
  readonly newton: number
  readonly residual: number
  /** Peak resident bytes above the process before the network was made, over the cells. */
  readonly bytesPerCell: number
}

const named = JSON.parse(process.argv[2] ?? '{}') as NamedCase
const runs = Number(process.argv[3] ?? 1)
const idle = process.memoryUsage.rss()
const siemens = caseSiemens(named)
const linear = caseProblem(named, siemens)
const problem = named.beta === undefined ? linear : { ...linear, cells: sinhCells(siemens, named.beta) }
const first = solveNetwork(problem, { tolerance: 1e-10, threads: 1 }).report
const peak = process.resourceUsage().maxRSS * 1024
const onOne = fastest(runs, () => solveNetwork(problem, { tolerance: 1e-10, threads: 1 }).report)
const onTwo = fastest(runs + 1, () => solveNetwork(problem, { tolerance: 1e-10, threads: 2 }).report)
const { iterations, newton, residual } = first
const result: OneSolve = {
  seconds: Math.min(first.seconds, onOne.seconds),
  secondsOnTwo: onTwo.seconds,
  iterations,
  newton,
  residual,
  bytesPerCell: (peak - idle) / (named.rows * named.columns),
}
process.stdout.write(JSON.stringify(result))
