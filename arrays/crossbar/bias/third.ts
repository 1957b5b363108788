import type { BiasRule } from './bias-rule.ts'

export const third: BiasRule<'third'> = {
  name: 'third',
  about: 'word lines V/3 and bit lines 2V/3',
  unselected: volts => ({ word: volts / 3, bit: (2 * volts) / 3 }),
}
