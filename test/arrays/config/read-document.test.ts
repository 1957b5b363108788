import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDocument, readDocument } from '../../../arrays/config/read-document.ts'

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
    ['a key twice in YAML', 'a: 1\na: 2\n', /^f:2:1: found .*unique/],
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
    expect(() => readDocument(folder)).toThrow(/no regular file/)
    writeFileSync(file, 'a: 1234\n')
    expect(() => readDocument(file, 4)).toThrow(/found a file of .* MiB; expected at most/)
    writeFileSync(file, Buffer.from([0x61, 0xff, 0xfe]))
    expect(() => readDocument(file)).toThrow(/not UTF-8/)
  })
})
