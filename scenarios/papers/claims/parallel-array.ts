import { pvaMxene } from '../../../arrays/devices/review/pva-mxene.ts'
import { learnInArray } from '../../learning/parallel-array.ts'
import { type ClaimOutcome, type ClaimRun, trendOutcome } from './claim-run.ts'

/** E19: a 3 x 3 array of three-terminal cells that is written in parallel. */
export const parallelArrayClaims: readonly ClaimRun[] = [{ id: 'E19', run: () => parallelLearning() }]

const TASK = {
  patterns: [
    [1, 0, 0],
    [1, 1, 0],
    [0, 1, 1],
  ],
  targets: [
    [0.5, -0.5, 0],
    [0, 0, 0.5],
    [-0.5, 0.25, 0.25],
  ],
  passes: 30,
} as const

/** @param widths pulse widths for an error of 1 */
export function parallelLearning(widths: number = 5): ClaimOutcome {
  const together = learnInArray(pvaMxene, { ...TASK, widths, parallel: true })
  const apart = learnInArray(pvaMxene, { ...TASK, widths, parallel: false })
  const left = together.errors.at(-1)! / together.errors[0]
  return trendOutcome(
    [together.seconds, apart.seconds],
    's',
    Math.min(0.2 - left, 1 - together.seconds / apart.seconds),
    `delta rule on three patterns in 3 x 3 cells of ${pvaMxene.name} (the cell is not stated), through gate and source lines under V/2, all at once and one after the other: mean error falls to ${(100 * left).toFixed(0)} % and ${((100 * apart.errors.at(-1)!) / apart.errors[0]).toFixed(0)} %; margin: distance of the first below 20 %, or share of the time saved`,
  )
}
