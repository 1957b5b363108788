import type { BiasRule } from './bias-rule.ts'

export const float: BiasRule<'float'> = {
  name: 'float',
  about: 'open',
  unselected: () => ({ word: Number.NaN, bit: Number.NaN }),
}
