import { type ArrayFile, arrayFile } from '../../../arrays/config/array-file.ts'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { resolveArray } from '../../../arrays/config/resolve-array.ts'
import { validate } from '../../../arrays/config/validate.ts'
import { solveArray } from '../../../arrays/crossbar/solve-array.ts'
import { SolverError } from '../../../arrays/errors.ts'
import type { NetworkSolution, SolveOptions } from '../../../arrays/network/problem.ts'
import { NODE_FILES } from '../../../src/host/node-files.ts'
import { type ExactSolution, exactSolve } from '../../reference/exact-solve.ts'
import type { DrawnCase, DrawnNetwork } from './draw-network.ts'
import { obstacleOf } from './obstacle.ts'
import { isOverdriven } from './overdriven.ts'

export type Verdict =
  | 'right'
  | 'right with a warning'
  | 'justified refusal'
  | 'wrong'
  | 'unjustified refusal'
  | 'no reference'

export interface Judgement {
  readonly verdict: Verdict
  readonly why: string
}

export type Solve = (document: DrawnNetwork['document']) => Promise<NetworkSolution>

/** Largest difference over the largest voltage or current that is right. */
const TOLERANCE = 1e-9
/** Imbalance over the largest current that rounding of the volts at transistors near cut-off may leave. */
const MOST_RESIDUAL = 1e-6
const OVERDRIVEN = 'lines are driven together by more than their cells can carry'
/** Volts of rounding that may send a current through a short of 1 S, as a share of the largest voltage. */
const ROUNDING = 1e-15

/** The project's own way from the text of an array file to its solution. */
export async function solveDocument(
  document: DrawnNetwork['document'],
  options: SolveOptions = {},
): Promise<NetworkSolution> {
  const read: SourceDocument = {
    file: 'drawn.json',
    value: document,
    place: path => ({ file: 'drawn.json', path: path.join('.') }),
  }
  const spec = await resolveArray(validate<ArrayFile>(read, arrayFile), { document: read, files: NODE_FILES })
  return solveArray(spec, options)
}

/**
 * Compares what the project makes of a network with the reference in twice float64, or with the reasons that there are to
 * refuse it.
 */
export async function judgeNetwork({ document, network }: DrawnNetwork, solve: Solve): Promise<Judgement> {
  const obstacle = obstacleOf(network)
  let found: NetworkSolution
  try {
    found = await solve(document)
  } catch (error) {
    if (!(error instanceof SolverError)) throw error
    const posed = error.failure !== 'ill-posed' && error.failure !== 'conflicting-sources'
    if (obstacle !== undefined && !posed) return { verdict: 'justified refusal', why: obstacle }
    // Which lines are driven together by more than they can carry is not promised to be said.
    if (obstacle === undefined && posed && isOverdriven(network))
      return { verdict: 'justified refusal', why: OVERDRIVEN }
    const exact = obstacle === undefined ? reference(network) : undefined
    if (typeof exact === 'string') return { verdict: 'no reference', why: `${error.message}; ${exact}` }
    return { verdict: 'unjustified refusal', why: error.message }
  }
  if (obstacle !== undefined) return { verdict: 'wrong', why: `answered, although ${obstacle}` }
  const exact = reference(network)
  if (typeof exact === 'string') {
    const { residual } = found.report
    if (residual <= MOST_RESIDUAL) return { verdict: 'no reference', why: exact }
    return { verdict: 'wrong', why: `answered with ${residual} of the largest current out of balance` }
  }
  const off = differences(found, exact)
  if (off !== '') return { verdict: 'wrong', why: off }
  return found.report.undetermined === undefined
    ? { verdict: 'right', why: '' }
    : { verdict: 'right with a warning', why: found.report.warnings.join('; ') }
}

function reference({ wiring, cells, series, side }: DrawnCase): ExactSolution | string {
  try {
    return exactSolve(wiring, cells, series, side)
  } catch (error) {
    return (error as Error).message
  }
}

/** The differences in words, or nothing. */
function differences(found: NetworkSolution, exact: ExactSolution): string {
  const count = exact.cellVoltages.length
  const columns = exact.topCurrents.length
  const free = new Uint8Array(2 * count)
  const lines: string[] = []
  for (const { wordLines, bitLines } of found.report.undetermined ?? []) {
    for (let k = 0; k < count; k++) {
      if (wordLines.includes(Math.floor(k / columns))) free[k] = 1
      if (bitLines.includes(k % columns)) free[count + k] = 1
    }
  }
  const highest = largest([...exact.wordVoltages, ...exact.bitVoltages])
  const check = (
    name: string,
    a: Float64Array,
    b: Float64Array,
    scale: number,
    skip: (k: number) => boolean,
  ) => {
    let worst = 0
    a.forEach((value, k) => {
      const off = skip(k) || value === b[k] ? 0 : Math.abs(value - b[k]) / scale
      if (!(off <= worst)) worst = off
    })
    if (!(worst <= TOLERANCE)) lines.push(`${name} off by ${worst.toExponential(1)}`)
  }
  const isFree = (k: number): boolean => free[k] === 1 || free[count + k] === 1
  check('word voltages', found.wordVoltages, exact.wordVoltages, highest, k => free[k] === 1)
  check('bit voltages', found.bitVoltages, exact.bitVoltages, highest, k => free[count + k] === 1)
  check('cell voltages', found.cellVoltages, exact.cellVoltages, highest, isFree)
  if (exact.deviceVoltages !== undefined)
    check('device voltages', found.deviceVoltages!, exact.deviceVoltages, highest, isFree)
  const amps = ['cellCurrents', 'leftCurrents', 'rightCurrents', 'topCurrents', 'bottomCurrents'] as const
  const most = Math.max(ROUNDING * highest, ...amps.map(name => largest(exact[name])))
  for (const name of amps) check(name, found[name], exact[name], most, () => false)
  for (const { wordLines, bitLines, volts, down, up } of found.report.undetermined ?? []) {
    const [plane, at] =
      wordLines.length > 0
        ? (['wordVoltages', wordLines[0] * columns] as const)
        : (['bitVoltages', bitLines[0]] as const)
    const shift = exact[plane][at] - found[plane][at]
    if (shift < down - TOLERANCE * highest || shift > up + TOLERANCE * highest)
      lines.push(`${volts} V stands ${shift} V from the answer; warned of ${down} to ${up} V`)
  }
  return lines.join('; ')
}

function largest(values: Iterable<number>): number {
  let most = 0
  for (const value of values) if (!(Math.abs(value) <= most)) most = Math.abs(value)
  return most
}
