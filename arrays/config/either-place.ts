import { type ArrayContext, arrayError } from './array-context.ts'
import type { ArrayFile } from './array-file.ts'

/** `stuck` and `access` may stand beside `cells` or inside it. */
export function eitherPlace<Key extends 'stuck' | 'access'>(
  array: ArrayFile,
  key: Key,
  context: ArrayContext,
): { value: NonNullable<ArrayFile[Key]>; path: PropertyKey[] } | undefined {
  const outer = array[key]
  const inner = array.cells[key]
  if (outer !== undefined && inner !== undefined) {
    throw arrayError(context, ['cells', key], `"${key}" once`, `"${key}" here and beside "cells"`)
  }
  if (outer !== undefined) return { value: outer, path: [key] }
  return inner === undefined
    ? undefined
    : { value: inner as NonNullable<ArrayFile[Key]>, path: ['cells', key] }
}
