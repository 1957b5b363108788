import { expect, it } from 'vitest'
import { ConfigError, OptionError } from '../../arrays/errors.ts'

it('an OptionError carries what its line says', () => {
  const error = new OptionError('createMatrixArray', '0', 'a number above 0', 'low')
  expect(error).toBeInstanceOf(RangeError)
  expect(error.message).toBe('createMatrixArray: found low = 0; expected a number above 0')
  expect(error).toMatchObject({
    call: 'createMatrixArray',
    option: 'low',
    found: '0',
    expected: 'a number above 0',
  })
  const at = error.at({ file: 'network.yaml', line: 3 })
  expect(at).toBeInstanceOf(ConfigError)
  expect(at.message).toBe('network.yaml:3: found low = 0; expected a number above 0')
  expect(new OptionError('labels', '12 of item 3', 'a class from 0 to 9').at({ file: 'y.npy' }).message).toBe(
    'y.npy: found 12 of item 3; expected a class from 0 to 9',
  )
})
