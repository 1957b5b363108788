import { compileLoop, type LawLoop } from '../law/compile-loop.ts'
import { type LawNode, nameNode } from '../law/law-node.ts'
import { parseLaw } from '../law/parse-law.ts'
import type { CellLaws } from '../network/problem.ts'

/** The law of an element in series with a device, on its drop `v` and numbers that are the same in every cell. */
export interface ElementLaw {
  readonly current: LawNode
  readonly slope: LawNode
  readonly names: readonly string[]
  readonly loop: LawLoop
}

/**
 * Reads a law.
 * @param current A
 * @param slope S
 * @param names of the numbers
 */
export function elementLaw(current: string, slope: string, names: readonly string[]): ElementLaw {
  const known = ['v', ...names]
  const scope = { known, name: (name: string) => (known.includes(name) ? nameNode(name) : undefined) }
  const laws = [current, slope].map(text => parseLaw(text, scope)) as [LawNode, LawNode]
  return { current: laws[0], slope: laws[1], names, loop: compileLoop(laws, known) }
}

/** The law with its numbers, in the order of their names. */
export function elementLaws({ loop, ...law }: ElementLaw, values: readonly number[]): CellLaws {
  const columns = values.map(value => Float64Array.of(value))
  return {
    linear: false,
    evaluate: (volts, current, slope) => loop(volts.length, [volts, ...columns], [current, slope]),
    equations: { ...law, columns },
  }
}
