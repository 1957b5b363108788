import { evaluateLaw } from '../law/evaluate-law.ts'
import { isNumber, type LawNode, numberNode } from '../law/law-node.ts'
import type { LawUnknown } from '../law/law-unknown.ts'
import { substitute } from '../law/substitute.ts'
import type { ParameterSpec, StateSpec } from './model.ts'
import { solveUnknown } from './solve-unknown.ts'

/** Places of each state's range at which the current is looked at. */
const PLACES = [0.1, 0.5, 0.9]

/** Whether a current may flow at 0 V, in some state. */
export function flowsAtRest(
  current: LawNode,
  unknown: LawUnknown | undefined,
  states: readonly StateSpec[],
  parameters: readonly ParameterSpec[],
): boolean {
  const law = substitute(current, new Map([['v', numberNode(0)]]))
  if (isNumber(law, 0)) return false
  return PLACES.some(place => {
    const values: Record<string, number> = { v: 0 }
    for (const { name, value } of parameters) values[name] = value
    for (const { name, range, initial } of states) {
      const [low, high] = range
      values[name] = Number.isFinite(high - low) ? low + place * (high - low) : initial + place
    }
    if (unknown !== undefined) values[unknown.name] = solveUnknown(unknown, values)
    return evaluateLaw(law, values) !== 0
  })
}
