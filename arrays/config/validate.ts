import * as z from 'zod'
import { ConfigError } from '../errors.ts'
import { describeValue } from './describe-value.ts'
import { expectedName } from './did-you-mean.ts'
import type { SourceDocument } from './parse-document.ts'

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
  const issue = clearest(result.error.issues, [], input)
  const found = foundAt(issue, input)
  const part = issue.code === 'unrecognized_keys' ? 'key' : 'value'
  throw new ConfigError(document.place([...path, ...pathOf(issue)], part), found, issue.message)
}

/** Value at a path of keys and indices; undefined where there is none, and for what every object has. */
export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((part, key) => {
    const holder = Object(part) as Record<PropertyKey, unknown>
    return Object.hasOwn(holder, key) ? holder[key] : undefined
  }, value)
}

/** A misspelt key says more than the key that is missing because of it; of a union the branch that fits best is meant. */
function clearest(
  issues: readonly z.core.$ZodIssue[],
  parent: readonly PropertyKey[],
  input: unknown,
): z.core.$ZodIssue {
  const chosen = issues.find(issue => issue.code === 'unrecognized_keys') ?? issues[0]
  const issue = { ...chosen, path: [...parent, ...chosen.path] } as z.core.$ZodIssue
  if (issue.code !== 'invalid_union') return issue
  const [best] = issue.errors
    .map(branch => ({ branch, misfit: misfit(branch, issue.path, input) }))
    .sort((a, b) => a.misfit - b.misfit)
  return best === undefined || best.misfit >= ANOTHER_KIND ? issue : clearest(best.branch, issue.path, input)
}

const ANOTHER_KIND = 1000

/** How far a value is from what a branch of a union wants: another kind of value, then keys that lack or are unknown. */
function misfit(branch: readonly z.core.$ZodIssue[], parent: readonly PropertyKey[], input: unknown): number {
  return branch.reduce((sum, issue) => {
    if (issue.code === 'unrecognized_keys') return sum + (issue.path.length === 0 ? issue.keys.length : 0)
    if (issue.path.length === 0) return sum + ANOTHER_KIND
    const missing = issue.path.length === 1 && valueAt(input, [...parent, ...issue.path]) === undefined
    return sum + (missing ? 1 : 0)
  }, 0)
}

function pathOf(issue: z.core.$ZodIssue): PropertyKey[] {
  return issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path
}

function foundAt(issue: z.core.$ZodIssue, input: unknown): string {
  if (issue.code === 'unrecognized_keys') return `the unknown key "${issue.keys[0]}"`
  return describeValue(valueAt(input, issue.path))
}

/** Messages of all schemas say what was expected; schemas that give one of their own keep it. */
function nameExpectation(issue: z.core.$ZodRawIssue): string | undefined {
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
      return expectedName(issue.keys[0], Object.keys(shape))
    }
    case 'invalid_union': {
      const { discriminator, options } = issue as { discriminator?: string; options?: readonly unknown[] }
      if (discriminator === undefined || options === undefined) return undefined
      return expectedName(String(valueAt(issue.input, [discriminator])), options.map(String))
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
