import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { readDocument } from '../../../src/files/read-document.ts'

const YAML = 'array:\n  size: [2, 3]\n  cells:\n    conductance:\n      - [1, 2]\n      - [3, -4]\n'

describe('parseDocument', () => {
  it('knows where each value stands, in YAML and in JSON', () => {
    expect(parseDocument(YAML, 'a.yaml').place(['array', 'cells', 'conductance', 1, 1])).toEqual({
      file: 'a.yaml',
      path: 'array.cells.conductance[1][1]',
      line: 6,
      column: 13,
    })
    expect(parseDocument('{\n "a": {"b": [1, 2]}}', 'a.json').place(['a', 'b', 1])).toEqual({
      file: 'a.json',
      path: 'a.b[1]',
      line: 2,
      column: 17,
    })
  })

  it('takes the nearest parent for a value that is missing', () => {
    expect(parseDocument(YAML, 'a.yaml').place(['array', 'cells', 'device'])).toMatchObject({
      path: 'array.cells.device',
      line: 4,
    })
  })

  it.each([
    [
      'a key twice in YAML',
      'a: 1\na: 2\n',
      /^f:2:1: found the key "a" a second time; expected each key once/,
    ],
    ['a key twice in JSON', '{"a": {"b": 1,\n "b": 2}}', /^f:2:2: found the key "b" a second time; expected/],
    ['an escaped key twice in JSON', '{"a": 1, "\\u0061": 2}', /found the key "a" a second time/],
    ['a custom tag', 'a: !!js/function "x"\n', /^f:1:4: found .*tag/i],
    ['a broken flow list', 'a: [1, 2\n', /^f:2:1: found a mistake in the YAML/],
    ['two documents', 'a: 1\n---\nb: 2\n', /^f:2:1: found .*multiple documents/],
    [
      'an alias bomb',
      `a: &a [1,1,1,1,1,1,1,1,1,1]\n${[...'bcdefgh']
        .map((name, k) => `${name}: &${name} [${Array(10).fill(`*${'abcdefg'[k]}`).join(',')}]`)
        .join('\n')}\n`,
      /expected at most 100 aliases/,
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseDocument(text, 'f')).toThrow(message)
  })

  it.each([
    ['a missing comma', '{"a": 1\n "b": 2}', 'f.json:2:2: found a mistake in the JSON (a comma is missing)'],
    [
      'a file that ends early',
      '{"a": [1, 2',
      'f.json:1:12: found a mistake in the JSON (a closing ] is missing)',
    ],
    [
      'a comma too many',
      '{"a": 1,\n}',
      'f.json:2:1: found a mistake in the JSON (a key in double quotes is missing)',
    ],
    ['NaN', '{"a": NaN}', 'f.json:1:7: found a mistake in the JSON (a word or sign that JSON does not know)'],
    ['a comment', '{\n // mine\n"a": 1}', 'f.json:2:2: found a mistake in the JSON (a comment,'],
    ['YAML', 'a: 1\n', 'f.json:1:1: found a mistake in the JSON'],
    ['nothing', '', 'f.json:1:1: found a mistake in the JSON (a value is missing)'],
  ])('calls a mistake in a .json file one of JSON: %s', (_, text, message) => {
    expect(() => parseDocument(text, 'f.json')).toThrow(message)
  })

  const nest = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
  it.each([
    ['JSON', `{"a": ${nest(5000)}}`],
    ['JSON that is none', `{"a": ${'['.repeat(5000)}`],
    ['JSON, by one', nest(101)],
    ['YAML', `a: ${nest(5000)}`],
    ['YAML blocks', Array.from({ length: 200 }, (_, k) => `${' '.repeat(k)}a:\n`).join('')],
    ['YAML lists in a line', `${'- '.repeat(200)}1`],
  ])('refuses nesting beyond 100: %s', (format, text) => {
    const file = format.startsWith('JSON') ? 'f.json' : 'f.yaml'
    expect(() => parseDocument(text, file)).toThrow(
      /more groups and lists inside each other; expected at most 100/,
    )
  })

  it('takes nesting of 100', () => {
    expect(parseDocument(nest(100), 'f.json').value).toBeInstanceOf(Array)
    expect(parseDocument(`a: ${nest(99)}`, 'f.yaml').value).toHaveProperty('a')
  })

  it.each([
    [
      'values in JSON',
      `[${'{},'.repeat(2_500_000)}{}]`,
      'f.json',
      /more values and keys; expected at most 5000000/,
    ],
    [
      'values in YAML',
      `- [${'1,'.repeat(800_000)}1]`,
      'f.yaml',
      /more values and keys; expected at most 786432/,
    ],
    ['aliases', `- &a 1\n${'- *a\n'.repeat(101)}`, 'f.yaml', /more aliases; expected at most 100/],
    ['bytes in YAML', `a: ${'x'.repeat(2 ** 22)}`, 'f.yaml', /a file of 4.1 MiB; expected at most 4 MiB/],
  ])('names the limit of %s', (_, text, file, message) => {
    expect(() => parseDocument(text, file)).toThrow(message)
  })

  it('reads 40,000 keys of YAML in the time that they take one by one', () => {
    const text = Array.from({ length: 40_000 }, (_, k) => `k${k}: 1\n`).join('')
    const before = performance.now()
    const { value } = parseDocument(text, 'f.yaml')
    expect(Object.keys(value as object)).toHaveLength(40_000)
    expect(performance.now() - before).toBeLessThan(6000)
    expect(() => parseDocument(`${text}k39999: 2\n`, 'f.yaml')).toThrow(
      /^f.yaml:40001:1: found the key "k39999" a second time/,
    )
  })

  it.each([
    ['JSON', '{"a": {"__proto__": 1}}', 'f.json', 'f.json:1:8'],
    ['YAML', 'a:\n  __proto__: 1\n', 'f.yaml', 'f.yaml:2:3'],
  ])('refuses a key that every object has, in %s', (_, text, file, place) => {
    expect(() => parseDocument(text, file)).toThrow(
      `${place}: found the key "__proto__"; expected a key that not every object has already`,
    )
  })

  it('knows places in JSON behind values of every kind', () => {
    const text = '{"a": [1, "}]", {"b": [[], {}, -1.5e+3, true]}, null],\n "c": {"d": "\\"" , "e": [ 2 ,3 ]}}'
    const place = (path: (string | number)[], part?: 'key' | 'value') => {
      const { line, column } = parseDocument(text, 'f.json').place(path, part)
      return text.split('\n')[line! - 1].slice(column! - 1)
    }
    expect(place(['a', 2, 'b', 2])).toMatch(/^-1\.5e\+3/)
    expect(place(['a', 2, 'b', 3])).toMatch(/^true/)
    expect(place(['a', 3])).toMatch(/^null\]/)
    expect(place(['c', 'e', 1])).toMatch(/^3 \]/)
    expect(place(['c', 'e'], 'key')).toMatch(/^"e"/)
    expect(place(['c', 'none'])).toMatch(/^\{"d"/)
    expect(place(['none'])).toMatch(/^\{"a"/)
  })

  it('leaves out the name of the schema, which is for editors', () => {
    expect(parseDocument('{"$schema": "s.json", "a": 1}', 'f').value).toEqual({ a: 1 })
    expect(parseDocument('$schema: s.json\na: 1\n', 'f').value).toEqual({ a: 1 })
  })

  it('does not take a value in a string or a key of another object for a duplicate', () => {
    const text = '[{"a": "a", "b": {"a": "\\"a\\": 1"}}, {"a": 1}]'
    expect(parseDocument(text, 'f').value).toEqual(JSON.parse(text))
  })
})

describe('readDocument', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-document-'))

  it('names a file that is missing, a folder, too large, or no text', () => {
    const file = join(folder, 'a.yaml')
    expect(() => readDocument(join(folder, 'none.yaml'))).toThrow(/none\.yaml: found no such file; expected/)
    expect(() => readDocument(folder)).toThrow(/found a folder; expected/)
    writeFileSync(file, 'a: 1234\n')
    expect(() => readDocument(file, 4)).toThrow(/found a file of .* MiB; expected at most/)
    writeFileSync(file, Buffer.from([0x61, 0xff, 0xfe]))
    expect(() => readDocument(file)).toThrow(/not UTF-8/)
  })
})
