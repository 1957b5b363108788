import { describe, expect, it } from 'vitest'
import { expectedName, nearestName } from '../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { plainText } from '../../arrays/plain-text.ts'

describe('text of a file in a line', () => {
  it.each([
    ['a\nb\r\tc', 'a\\nb\\r\\tc'],
    ['\u001b[2J\u0007\u009b1m\u0000', '\\u001b[2J\\u0007\\u009b1m\\u0000'],
    ['a\u202eb\u200bc\u2028d\u{e0041}', 'a\\u202eb\\u200bc\\u2028d\\udb40\\udc41'],
    ['10 \u03a9, \u4f60, "quoted" \\n', '10 \u03a9, \u4f60, "quoted" \\n'],
  ])('%j is shown as %j', (text, shown) => {
    expect(plainText(text)).toBe(shown)
  })

  it('is cut before it is escaped', () => {
    expect(plainText('\n'.repeat(100), 3)).toBe('\\n\\n\\n...')
  })

  it('makes an error one short line, whose parts stay as they were', () => {
    const long = 'x\n'.repeat(50_000)
    const error = new ConfigError({ file: long, path: long }, long, long)
    expect(error.message).not.toContain('\n')
    expect(error.message.length).toBeLessThan(6000)
    expect(error.found).toBe(long)
  })

  it('is compared with known names where it could be one of them', () => {
    const before = performance.now()
    const known = Array.from({ length: 10_000 }, (_, k) => `${'k'.repeat(1000)}${k}`)
    expect(nearestName('k'.repeat(100_000), known)).toBeUndefined()
    const expected = expectedName('hafl', [...known, 'half'])
    expect(expected).toMatch(/^one of 10001 names, the nearest "half", .*did you mean "half"\?$/)
    expect(expected.length).toBeLessThan(10_000)
    expect(performance.now() - before).toBeLessThan(2000)
  })
})
