import { nameNode, numberNode } from '../law/law-node.ts'
import { operate } from '../law/operate.ts'
import type { CellLaws } from '../network/problem.ts'

/** Ohms that stand for none where a law is to have a slope everywhere. */
const SHORT = operate('max', nameNode('ohms'), numberNode(1e-3))

/**
 * A resistor in series with each device: I = v / ohms. One of 0 ohm is a short, of infinite slope.
 * @param ohms one for each cell, or one for all; at least 0
 */
export function seriesResistorLaws(ohms: Float64Array): CellLaws {
  return {
    linear: true,
    equations: {
      current: operate('/', nameNode('v'), SHORT),
      slope: operate('/', numberNode(1), SHORT),
      names: ['ohms'],
      columns: [ohms],
    },
    evaluate(volts, current, slope) {
      for (let k = 0; k < volts.length; k++) {
        const v = volts[k]
        const own = ohms[ohms.length === 1 ? 0 : k]
        current[k] = v === 0 ? 0 : v / own
        slope[k] = 1 / own
      }
    },
  }
}
