import { afterEach, expect, test, vi } from 'vitest'
import { need } from './require.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

test('what is there is used', () => {
  expect(need('a tool', () => true)).toBe(true)
})

test('what is missing skips, unless the environment forbids it', () => {
  vi.stubEnv('SNEAKPATH_REQUIRE_ALL', '0')
  expect(need('a tool', () => false)).toBe(false)
  vi.stubEnv('SNEAKPATH_REQUIRE_ALL', '1')
  expect(() => need('a tool', () => false)).toThrow('a tool is missing')
  expect(need('a tool', () => true)).toBe(true)
})
