import type { BiasRule } from './bias-rule.ts'
import { float } from './float.ts'
import { ground } from './ground.ts'
import { half } from './half.ts'
import { third } from './third.ts'

/** Bias schemes by name, the usual one first. A new one is a file here, its name and its line below. */
const RULES: { readonly [Name in BiasScheme]: BiasRule<Name> } = {
  half,
  third,
  ground,
  float,
}

/** Bias of the unselected lines while some cells are addressed. */
export type BiasScheme = 'half' | 'third' | 'ground' | 'float'

export const BIAS_SCHEMES: readonly BiasScheme[] = Object.keys(RULES) as BiasScheme[]

export function biasRule(scheme: BiasScheme): BiasRule {
  return RULES[scheme]
}

/** Shares of a pulse that the scheme leaves to cells that it does not address: on a selected word line, on a selected bit line, on neither. */
export function unaddressedShares(scheme: BiasScheme): number[] {
  const { word, bit } = RULES[scheme].unselected(1)
  return [...new Set([1 - bit, word, word - bit])].filter(share => share !== 0 && !Number.isNaN(share))
}
