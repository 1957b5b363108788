import type { LineResponses } from '../../kernels/line-responses.ts'
import type { LineSweeper } from '../../kernels/line-sweeps.ts'
import type { ArraySpec } from './array-spec.ts'
import type { EnergySplit } from './energy-meter.ts'
import { squaredCurrents } from './moving-network.ts'
import type { SweptCrossbar } from './swept-crossbar.ts'
import type { SweptMark } from './swept-grid.ts'

/** Some cells of an array at an instant, with how the array around them answers to what they take. */
export interface Surroundings {
  /** The cells side by side, as an array of one word line. */
  readonly spec: ArraySpec
  /** Device volts at the instant, V. */
  readonly volts: Float64Array
  /** What the straight lines through that instant take there, A, and their slopes, S. */
  readonly currents: Float64Array
  readonly slopes: Float64Array
  /** Volts of cell r for each ampere that cell c takes beyond its straight line, at r * n + c. */
  readonly responses: Float64Array
  /** Powers at the instant, W, squared currents of the other cells, A^2. */
  readonly power: EnergySplit
  readonly otherSquares: number
  /** Watts for each ampere beyond a straight line: what drivers deliver, and what all other cells take. */
  readonly delivered: Float64Array
  readonly others: Float64Array
}

/** Of the largest change, and sweeps. */
const [SETTLED, MOST_SWEEPS] = [1e-7, 60]

/** Voltages of all cells where each takes a current more than its straight line, V. */
function answerTo(amps: Float64Array, slopes: Float64Array, sweeper: LineSweeper): Float64Array {
  sweeper.restart()
  sweeper.factor(slopes)
  let most = 0
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    const moved = sweeper.sweep(amps)
    most = Math.max(most, moved)
    if (moved <= SETTLED * most) break
  }
  return sweeper.word.map((volts, k) => volts - sweeper.bit[k])
}

/** The surroundings of some cells where a crossbar was just solved, and the responses to them settled. */
export function surroundingsOf(
  spec: ArraySpec,
  cells: Int32Array,
  { slopes, driven }: SweptCrossbar,
  { responses, sweeper }: { readonly responses: LineResponses; readonly sweeper: LineSweeper },
  { mark, power }: { readonly mark: SweptMark; readonly power: EnergySplit },
): Surroundings {
  const n = cells.length
  const { deviceVolts: volts, currents } = mark
  const gather = (plane: Float64Array): Float64Array => Float64Array.from(cells, k => plane[k])
  // The network answers alike from either side: what each cell changes in a sum over all is what that sum changes at the cell.
  const weights = driven.map((own, k) => own * slopes[k])
  const delivered = gather(answerTo(weights, slopes, sweeper)).map((volts, c) => volts + driven[cells[c]])
  for (let k = 0; k < weights.length; k++) weights[k] = volts[k] * slopes[k] + currents[k]
  for (const k of cells) weights[k] = 0
  const others = gather(answerTo(weights, slopes, sweeper))
  const own = gather(currents)
  return {
    spec: cellsAlone(spec, cells, gather),
    volts: gather(volts),
    currents: own,
    slopes: gather(slopes),
    responses: Float64Array.from(
      { length: n * n },
      (_, at) => responses.volts[cells[Math.floor(at / n)] * n + (at % n)],
    ),
    power,
    otherSquares: squaredCurrents(mark) - own.reduce((sum, amps) => sum + amps * amps, 0),
    delivered,
    others,
  }
}

function cellsAlone(
  { stuck, pace, ...spec }: ArraySpec,
  cells: Int32Array,
  gather: (plane: Float64Array) => Float64Array,
): ArraySpec {
  return {
    ...spec,
    size: [1, cells.length],
    parameters: spec.parameters.map(plane => (plane.length === 1 ? plane : gather(plane))),
    initial: spec.initial.map(gather),
    ...(pace === undefined ? {} : { pace: gather(pace) }),
  }
}
