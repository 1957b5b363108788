import type { BiasRule } from './bias-rule.ts'

export const half: BiasRule<'half'> = {
  name: 'half',
  about: 'all at V/2',
  unselected: volts => ({ word: volts / 2, bit: volts / 2 }),
}
