import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { arrayFile } from '../../arrays/config/array-file.ts'
import { parseDocument } from '../../arrays/config/parse-document.ts'
import { resolveArray } from '../../arrays/config/resolve-array.ts'
import { validate } from '../../arrays/config/validate.ts'
import { LAW_CONSTANTS, LAW_FUNCTIONS } from '../../arrays/law/law-vocabulary.ts'
import { NODE_FILES } from '../../src/host/node-files.ts'
import { publishedSchemas } from '../../src/published-schemas.ts'
import { scratch } from '../src/files/scratch.ts'

const page = readFileSync(new URL('../../docs/bring-your-own-device.md', import.meta.url), 'utf8')
/** An indented block by how it begins. */
const block = (start: string): string => {
  const found = page.split('\n\n').find(part => part.startsWith(`    ${start}`))!
  return `${found
    .split('\n')
    .map(line => line.slice(4))
    .join('\n')}\n`
}
const { folder, put } = scratch()

describe('docs/bring-your-own-device.md', () => {
  it('has a device and an array that work', async () => {
    put('mine.yaml', block('kind:'))
    const document = parseDocument(block('size:'), join(folder, 'array.yaml'))
    const spec = await resolveArray(validate(document, arrayFile), { document, files: NODE_FILES })
    expect(spec.model).toMatchObject({ name: 'my-vteam', pulses: { raise: { number: 30 } } })
    expect(spec.initial[0][0]).toBe(1e-9)
  })

  it('names every key, function and constant', () => {
    const { anyOf } = publishedSchemas()['device.schema.json'] as { anyOf: { properties: object }[] }
    const keys = Object.keys(anyOf[0].properties).filter(key => key !== '$schema')
    for (const key of keys) expect(page, key).toMatch(new RegExp(`^\\| .*\`${key}\`.* \\|`, 'm'))
    for (const name of [...Object.keys(LAW_FUNCTIONS), ...Object.keys(LAW_CONSTANTS)])
      expect(page).toContain(name)
  })

  it('links files that are there', () => {
    for (const [, path] of page.matchAll(/\]\(((?!http)[^)#]+)/g)) {
      expect(
        () => readFileSync(fileURLToPath(new URL(`../../docs/${path}`, import.meta.url))),
        path,
      ).not.toThrow(/ENOENT/)
    }
  })
})
