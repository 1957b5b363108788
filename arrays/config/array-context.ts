import { ConfigError, type Place } from '../errors.ts'
import type { UserFiles } from '../user-files.ts'
import { describeValue } from './describe-value.ts'
import type { SourceDocument } from './parse-document.ts'
import { valueAt } from './validate.ts'

/** Where an array stands in a user's file, for errors and for the files that it names. */
export interface ArrayContext {
  readonly document: SourceDocument
  /** Path of the array in the document: ["array"] in a scenario, empty in a file for solve. */
  readonly path?: readonly PropertyKey[]
  /** Folder that file names are relative to; the document's own unless given. */
  readonly baseDir?: string
  /** A program sets the volts, so that an end may be ohms alone and the defaults are drivers of 0 V; false for solve. */
  readonly programmed?: boolean
  /** Where the files are that it names. */
  readonly files: UserFiles
  /** Ends the reading of the files that it names. */
  readonly signal?: AbortSignal | undefined
}

/** Place of a value of the array. */
export function placeIn(context: ArrayContext, path: readonly PropertyKey[]): Place {
  return context.document.place([...(context.path ?? []), ...path])
}

/** An error about a key of the array that should not be there. */
export function keyError(
  context: ArrayContext,
  path: readonly PropertyKey[],
  expected: string,
  found: string,
): ConfigError {
  return new ConfigError(context.document.place([...(context.path ?? []), ...path], 'key'), found, expected)
}

/** An error about a value of the array; `found` is the value itself unless given. */
export function arrayError(
  context: ArrayContext,
  path: readonly PropertyKey[],
  expected: string,
  found?: string,
): ConfigError {
  const value = valueAt(context.document.value, [...(context.path ?? []), ...path])
  return new ConfigError(placeIn(context, path), found ?? describeValue(value), expected)
}

/** The folder that file names in the array are relative to. */
export function baseFolder(context: ArrayContext): string {
  return context.baseDir ?? context.files.folderOf(context.document.file)
}
