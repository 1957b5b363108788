import type { NetworkProblem } from '../../../arrays/network/problem.ts'
import type { CellLaw } from '../../reference/cell-law.ts'
import type { Wiring } from '../../reference/circuit.ts'
import { problemOf } from '../../reference/random-network.ts'
import { ends, ground, volts, wiring } from '../../reference/wiring.ts'

/** Linear arrays of shorts and very unequal segments, on which the preconditioner of the iterations fails or nearly fails. */
export const FAMILIES = ['0 ohm or 1 kohm', '1e-3 to 1e6 ohm', '1e-3 to 1e4 ohm'] as const
export type Family = (typeof FAMILIES)[number]

export interface FamilyNetwork {
  readonly wiring: Wiring
  readonly siemens: Float64Array
  readonly problem: NetworkProblem
}

const SHORT = 0.1
const SHORTS = 0.03

/**
 * Draws a square array of a family: 3 % of the cells are shorts of 0.1 S, the others 1e-6 to 1e-4 S; word lines are driven at
 * the left, bit lines grounded at the bottom.
 * @param random uniform in [0, 1)
 */
export function drawFamily(family: Family, lines: number, random: () => number): FamilyNetwork {
  const segment = (): number => {
    switch (family) {
      case '0 ohm or 1 kohm':
        return random() < 0.3 ? 1000 : 0
      case '1e-3 to 1e6 ohm':
        return 1e-3 * 1e9 ** random()
      case '1e-3 to 1e4 ohm':
        return 1e-3 * 1e7 ** random()
      default:
        return family satisfies never
    }
  }
  const plane = (count: number, draw: () => number) => Float64Array.from({ length: count }, draw)
  const network = wiring([lines, lines], {
    word: plane(lines * (lines - 1), segment),
    bit: plane((lines - 1) * lines, segment),
    left: ends(Array.from({ length: lines }, () => volts(random()))),
    bottom: ends(Array.from({ length: lines }, () => ground)),
  })
  const siemens = plane(lines * lines, () => (random() < SHORTS ? SHORT : 1e-6 * 100 ** random()))
  const cells = Array.from(siemens, (value): CellLaw => ({ kind: 'linear', siemens: value }))
  return { wiring: network, siemens, problem: problemOf({ wiring: network, cells }) }
}
