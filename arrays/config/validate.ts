import { type core, z } from 'zod'
import { ConfigError } from '../errors.ts'
import { describeValue } from './describe-value.ts'
import { expectedName } from './did-you-mean.ts'
import type { SourceDocument } from './read-document.ts'

/**
 * Checks a document against a schema.
 * @param path where in the document the part stands that the schema describes; empty for all of it
 * @returns the typed value, defaults and conversions applied
 * @throws ConfigError for the first mistake: place, what was found, what was expected
 */
export function validate<T>(
  document: SourceDocument,
  schema: z.ZodType<T>,
  path: readonly PropertyKey[] = [],
): T {
  const input = valueAt(document.value, path)
  const result = z.safeParse(schema, input, { error: nameExpectation })
  if (result.success) return result.data
  const issue = deepest(result.error.issues[0]!)
  const found = foundAt(issue, input)
  throw new ConfigError(document.place([...path, ...pathOf(issue)]), found, issue.message)
}

/** Value at a path of keys and indices; undefined where there is none. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => (Object(part) as Record<PropertyKey, unknown>)[key], value)
}

/** Of a union the branch that got furthest is what the user meant; of a wrong key the key itself is the place. */
function deepest(issue: core.$ZodIssue): core.$ZodIssue {
  if (issue.code !== 'invalid_union') return issue
  const branches = issue.errors
    .flatMap(branch => branch.slice(0, 1))
    .map(inner => deepest({ ...inner, path: [...issue.path, ...inner.path] } as core.$ZodIssue))
  const depth = (inner: core.$ZodIssue): number =>
    inner.path.length + (inner.code === 'unrecognized_keys' ? 1 : 0)
  const furthest = branches.sort((a, b) => depth(b) - depth(a))[0]
  return furthest !== undefined && depth(furthest) > issue.path.length ? furthest : issue
}

function pathOf(issue: core.$ZodIssue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]!] : issue.path
}

function foundAt(issue: core.$ZodIssue, input: unknown): string {
  if (issue.code === 'unrecognized_keys') return `the unknown key "${issue.keys[0]}"`
  return describeValue(valueAt(input, issue.path))
}

/** Messages of all schemas say what was expected; schemas that give one of their own keep it. */
function nameExpectation(issue: core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return TYPES[issue.expected] ?? `a value of type ${issue.expected}`
    case 'invalid_value': {
      const values = issue.values.map(String)
      return typeof issue.input === 'string'
        ? expectedName(issue.input, values)
        : `one of ${values.join(', ')}`
    }
    case 'unrecognized_keys': {
      const shape = (issue.inst as z.ZodObject | undefined)?.shape ?? {}
      return expectedName(issue.keys[0]!, Object.keys(shape))
    }
    case 'too_small':
      return `${SIZED[issue.origin] ?? 'a value'} ${issue.inclusive === false ? 'above' : 'of at least'} ${issue.minimum}`
    case 'too_big':
      return `${SIZED[issue.origin] ?? 'a value'} ${issue.inclusive === false ? 'below' : 'of at most'} ${issue.maximum}`
    default:
      return undefined
  }
}

const TYPES: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  string: 'a text',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
  never: 'nothing here',
  null: 'null',
}

const SIZED: Readonly<Record<string, string>> = {
  number: 'a number',
  int: 'a whole number',
  array: 'a list',
  string: 'a text',
}
