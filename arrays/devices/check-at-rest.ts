import { evaluateLaw } from '../law/evaluate-law.ts'
import type { LawNode } from '../law/law-node.ts'
import { DefinitionError } from './definition-error.ts'
import type { DefinedLaws } from './resolve-laws.ts'
import { solveUnknown } from './solve-unknown.ts'

/**
 * Refuses laws without a finite value at 0 V in the start states.
 * @throws DefinitionError with the law and what it gives
 */
export function checkAtRest(device: string, laws: DefinedLaws): void {
  const values = restValues(laws)
  const { unknown, current, gate, stored, states } = laws
  if (unknown !== undefined && Number.isNaN(values[unknown.name])) {
    const expected = 'two values at which the equation has different signs'
    throw new DefinitionError(
      device,
      ['unknown', unknown.name, 'between'],
      'no change of sign at 0 V',
      expected,
    )
  }
  const check = (law: LawNode | undefined, path: readonly string[]): void => {
    if (law === undefined) return
    const value = evaluateLaw(law, values)
    if (!Number.isFinite(value))
      throw new DefinitionError(device, path, `${value} at rest (0 V)`, 'a finite number')
  }
  check(current, ['current'])
  check(gate, ['gate'])
  check(stored, ['stored'])
  for (const { name, law } of states) {
    check(law.rate, law.kind === 'rate' ? ['rates', name] : ['rates', name, 'rate'])
    if (law.kind === 'relaxation') check(law.target, ['rates', name, 'target'])
  }
}

/** Values of all names at 0 V in the start states. */
function restValues({ parameters, states, unknown }: DefinedLaws): Record<string, number> {
  const values: Record<string, number> = {
    v: 0,
    vg: 0,
    ig: 0,
    ...Object.fromEntries(parameters.map(({ name, value }) => [name, value])),
    ...Object.fromEntries(states.map(({ name, initial }) => [name, initial])),
  }
  return unknown === undefined ? values : { ...values, [unknown.name]: solveUnknown(unknown, values) }
}
