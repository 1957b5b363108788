import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { publishedSchemas } from '../../src/published-schemas.ts'

const FOLDER = new URL('../../schemas/', import.meta.url)

describe('the published JSON Schemas', () => {
  const schemas = publishedSchemas()

  it('are all there', () => {
    expect(readdirSync(FOLDER).sort()).toEqual(Object.keys(schemas).sort())
  })

  it.each(Object.keys(schemas))('%s is what the program checks (npx tsx scripts/write-schemas.ts)', file => {
    expect(JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(schemas[file])),
    )
  })
})
