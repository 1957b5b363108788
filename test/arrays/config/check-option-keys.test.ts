import { describe, expect, it } from 'vitest'
import { checkOptionKeys } from '../../../arrays/config/check-option-keys.ts'
import { OptionError } from '../../../arrays/errors.ts'

interface Options {
  readonly bias?: string
  readonly volts?: number
}
const NAMES = { bias: true, volts: true } as const

describe('checkOptionKeys', () => {
  it('lets known options pass, and none', () => {
    checkOptionKeys<Options>('read', { bias: 'half' }, NAMES)
    checkOptionKeys<Options>('read', undefined, NAMES)
  })

  it('names an unknown one and what was probably meant', () => {
    expect(() => checkOptionKeys<Options>('read', { bais: 'half' } as Options, NAMES)).toThrow(
      new OptionError('read', 'the unknown option "bais"', 'one of "bias", "volts"; did you mean "bias"?'),
    )
    // A name of every object is no option.
    expect(() => checkOptionKeys<Options>('read', { toString: 1 } as Options, NAMES)).toThrow('toString')
  })

  it('wants an object', () => {
    expect(() => checkOptionKeys<Options>('read', 'half' as unknown as Options, NAMES)).toThrow(
      'read: found "half"; expected an object of options',
    )
  })
})
