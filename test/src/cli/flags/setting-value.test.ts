import { expect, it } from 'vitest'
import { settingValue } from '../../../../src/cli/flags/setting-value.ts'

const place = { file: '--set x=...' }

it.each([
  ['3', 3],
  ['3 pS', '3 pS'],
  ['crossbar', 'crossbar'],
  ['{ area: 0.1 }', { area: 0.1 }],
  [
    '[[1, 2], [3, null]]',
    [
      [1, 2],
      [3, null],
    ],
  ],
  ['true', true],
])('%j is read once, as in a file', (text, value) => {
  expect(settingValue(text, place)).toEqual(value)
})

it('refuses what is no value', () => {
  expect(() => settingValue('[1, 2', place)).toThrow('--set x=...: found "[1, 2"; expected a value in YAML')
  expect(() => settingValue('{ a: 1, a: 2 }', place)).toThrow('found the key "a" a second time')
})
