import { differentiateThrough } from '../law/differentiate.ts'
import type { LawNode } from '../law/law-node.ts'
import type { LawUnknown } from '../law/law-unknown.ts'
import { namesOf } from '../law/walk-law.ts'
import type { PathLaw } from './model.ts'

/** A current with its slope by a voltage. */
export function pathLaw(current: LawNode, volts: string, unknown?: LawUnknown): PathLaw {
  const slope = differentiateThrough(current, volts, unknown)
  const names = namesOf(slope)
  return { current, slope, linear: !names.has(volts) && !(unknown !== undefined && names.has(unknown.name)) }
}
