// Writes the JSON Schemas of the files that users write: npx tsx scripts/write-schemas.ts
import { writeFileSync } from 'node:fs'
import { publishedSchemas } from '../src/published-schemas.ts'

for (const [file, schema] of Object.entries(publishedSchemas())) {
  writeFileSync(new URL(`../schemas/${file}`, import.meta.url), `${JSON.stringify(schema, null, 2)}\n`)
}
