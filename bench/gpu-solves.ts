import type { ArrayEngine } from '../arrays/engine/array-engine.ts'
import { prepareNetwork } from '../arrays/network/prepare-network.ts'
import type { NetworkSolution } from '../arrays/network/problem.ts'
import { caseProblem, MILD } from './named-cases.ts'

/** The float64 answer of the size at hand, for the difference; 100 million voltages would not be kept for nothing. */
let reference: { readonly lines: number; readonly volts: Float64Array } | undefined

/** Set-up and solve of one size: the cells of the first row of the table. */
export async function solveRow(
  lines: number,
  engine: ArrayEngine | undefined,
): Promise<{ seconds: number; cells: readonly string[] }> {
  const problem = caseProblem({
    rows: lines,
    columns: lines,
    wireOhms: 1,
    siemens: MILD,
    drive: 'driven',
    faults: false,
  })
  const before = performance.now()
  const network = prepareNetwork(problem, {
    tolerance: 1e-10,
    ...(engine === undefined ? {} : { createEngine: engine.createLinear }),
  })
  const setUp = (performance.now() - before) / 1000
  let solution: NetworkSolution | undefined
  let seconds = Infinity
  for (let turn = 0; turn < 3; turn++) {
    const started = performance.now()
    solution = network.solve({})
    seconds = Math.min(seconds, (performance.now() - started) / 1000)
  }
  const { iterations, residual } = solution!.report
  const difference = compare(lines, solution!, engine === undefined)
  return {
    seconds,
    cells: [setUp, seconds]
      .map(s => s.toPrecision(3))
      .concat([String(iterations), residual.toExponential(1), difference]),
  }
}

function compare(lines: number, { wordVoltages }: NetworkSolution, isReference: boolean): string {
  if (isReference) {
    reference = { lines, volts: wordVoltages.slice() }
    return 'reference'
  }
  if (reference?.lines !== lines) return 'no reference'
  let most = 0
  let scale = 0
  for (let k = 0; k < wordVoltages.length; k++) {
    most = Math.max(most, Math.abs(wordVoltages[k] - reference.volts[k]))
    scale = Math.max(scale, Math.abs(reference.volts[k]))
  }
  return (most / scale).toExponential(1)
}
