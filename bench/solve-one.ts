import { solveNetwork } from '../arrays/network/solve-network.ts'
import { caseProblem, caseSiemens, type NamedCase, sinhCells } from './named-cases.ts'

/** What a process of its own measured: the memory of a solve cannot be told from that of those before it. */
export interface OneSolve {
  readonly seconds: number
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
let best = solveNetwork(problem, { tolerance: 1e-10 }).report
const peak = process.resourceUsage().maxRSS * 1024
for (let run = 1; run < runs; run++) {
  const { report } = solveNetwork(problem, { tolerance: 1e-10 })
  if (report.seconds < best.seconds) best = report
}
const { seconds, iterations, newton, residual } = best
const bytesPerCell = (peak - idle) / (named.rows * named.columns)
const result: OneSolve = { seconds, iterations, newton, residual, bytesPerCell }
process.stdout.write(JSON.stringify(result))
