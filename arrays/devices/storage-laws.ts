import { differentiate } from '../law/differentiate.ts'
import type { LawNode } from '../law/law-node.ts'
import { type Monomials, monomialsOf, negated, quotient, sumOf, textOf, toLaw } from '../law/monomials.ts'
import { namesOf } from '../law/walk-law.ts'
import type { DefinedLaws } from './resolve-laws.ts'
import type { StorageLaws } from './storage-model.ts'

/**
 * The circuit that the laws of a device are, where they are one (see StorageLaws): current and rates are linear in voltage and
 * states, and every capacitor is charged by the current through one series resistance. Compared as sums of products, so that a
 * series resistance of 0 ohm is found as well.
 * @returns undefined where they are no such circuit
 */
export function storageLaws({ states, unknown, current, stored }: DefinedLaws): StorageLaws | undefined {
  if (stored === undefined || unknown !== undefined || states.length < 1 || states.length > 2)
    return undefined
  const names = states.map(state => state.name)
  const moving = (law: LawNode): boolean =>
    [...namesOf(law)].some(name => name === 'v' || names.includes(name))
  const slope = (law: LawNode, by: string): Monomials | undefined => {
    const found = differentiate(law, by)
    return moving(found) ? undefined : monomialsOf(found)
  }
  const rates = states.map(({ name, law }) => (law.kind === 'rate' ? { name, rate: law.rate } : undefined))
  const byVolts = slope(current, 'v')
  const byState = names.map(name => slope(current, name))
  const [coupling] = byState
  if (byVolts === undefined || coupling === undefined || byState.some(one => one === undefined))
    return undefined
  if (byState.some(one => textOf(one!) !== textOf(coupling))) return undefined
  const farads: LawNode[] = []
  const leaks: LawNode[] = []
  for (const state of rates) {
    if (state === undefined) return undefined
    const charging = slope(state.rate, 'v')
    const own = slope(state.rate, state.name)
    if (charging === undefined || own === undefined) return undefined
    const others = names.filter(name => name !== state.name).map(name => slope(state.rate, name))
    if (others.some(one => one === undefined || textOf(one) !== textOf(negated(charging)))) return undefined
    const capacitance = quotient(negated(coupling), charging)
    if (capacitance === undefined) return undefined
    farads.push(toLaw(capacitance))
    leaks.push(toLaw(negated(sumOf(own, charging))))
  }
  const series = quotient(monomialsOf(1), negated(coupling))
  if (series === undefined) return undefined
  return { series: toLaw(series), shunt: toLaw(sumOf(byVolts, coupling)), farads, rates: leaks }
}
