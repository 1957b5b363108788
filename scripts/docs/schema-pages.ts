import { publishedSchemas } from '../../src/published-schemas.ts'
import { cell } from './commands-page.ts'

/** The part of JSON Schema that the published schemas use. */
interface Schema {
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly $ref?: string
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema | readonly Schema[]
  readonly required?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly default?: unknown
  readonly definitions?: Readonly<Record<string, Schema>>
}

/** Nesting that a page shows; deeper keys stand in the schema itself. */
const DEEPEST = 4

/** A page of keys for each JSON Schema, by file name. */
export function schemaPages(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(publishedSchemas()).map(([file, schema]) => {
      const name = file.replace('.schema.json', '')
      return [`${name}-file.md`, schemaPage(name, file, schema as Schema)]
    }),
  )
}

function schemaPage(name: string, file: string, schema: Schema): string {
  const heading = `# The ${name} file`
  const intro = `${cell(schema.title ?? '')}. From \`schemas/${file}\`, which editors check files against.`
  const forms = schema.anyOf ?? [schema]
  const tables = forms.map((form, k) => {
    const rows = keysOf(form, '', schema.definitions ?? {}, 0)
    const table = ['| key | type | meaning |', '|---|---|---|', ...rows].join('\n')
    return forms.length === 1 ? table : `## Form ${k + 1}\n\n${table}`
  })
  return [heading, intro, ...tables].join('\n\n')
}

function keysOf(
  schema: Schema,
  prefix: string,
  known: Readonly<Record<string, Schema>>,
  depth: number,
): string[] {
  const { properties = {}, required = [] } = resolve(schema, known)
  return Object.entries(properties)
    .filter(([key]) => key !== '$schema')
    .flatMap(([key, value]) => {
      const path = `${prefix}${key}`
      const found = resolve(value, known)
      const needed = required.includes(key) ? ' **Must be given.**' : ''
      const row = `| \`${path}\` | ${cell(typeText(found, known))} | ${cell(found.description ?? '')}${needed} |`
      if (depth >= DEEPEST) return [row]
      const inner = [found, ...(found.anyOf ?? []), ...(found.oneOf ?? [])].map(one => resolve(one, known))
      const list = inner.flatMap(one => (one.items === undefined ? [] : [one.items].flat()))
      const nested = [
        ...inner.flatMap(one =>
          keysOf(
            { properties: one.properties ?? {}, required: one.required ?? [] },
            `${path}.`,
            known,
            depth + 1,
          ),
        ),
        ...list.flatMap(one => keysOf(one, `${path}[].`, known, depth + 1)),
      ]
      return [row, ...new Set(nested)]
    })
}

/** A schema with what its references name in their place. */
function resolve(schema: Schema, known: Readonly<Record<string, Schema>>): Schema {
  const { $ref, allOf, ...own } = schema
  const named = $ref === undefined ? {} : resolve(known[$ref.replace('#/definitions/', '')] ?? {}, known)
  const parts = (allOf ?? []).map(one => resolve(one, known))
  return Object.assign({}, named, ...parts, own)
}

function typeText(schema: Schema, known: Readonly<Record<string, Schema>>): string {
  if (schema.enum !== undefined) return schema.enum.map(value => `\`${String(value)}\``).join(', ')
  if (schema.const !== undefined) return `\`${String(schema.const)}\``
  const forms = schema.anyOf ?? schema.oneOf
  if (forms !== undefined)
    return [...new Set(forms.map(form => typeText(resolve(form, known), known)))].join(' or ')
  if (schema.type === 'object') return 'group'
  if (schema.type === 'array') return 'list'
  return [schema.type ?? 'any'].flat().join(' or ')
}
