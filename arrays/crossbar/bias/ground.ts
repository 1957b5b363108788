import type { BiasRule } from './bias-rule.ts'

export const ground: BiasRule<'ground'> = {
  name: 'ground',
  about: '0 V',
  unselected: () => ({ word: 0, bit: 0 }),
}
