import { readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { readUserFile } from '../files/read-user-file.ts'

/** One kind of result, as its folder shows it. */
export interface ResultKind {
  /** Value of `format` in its manifest.json; left out where it has none. */
  readonly format?: string
  /** Paths of its files and folders, with `/`. */
  readonly files: RegExp
  /** Name of the kind: "a training". */
  readonly called: string
}

/** Throws a ConfigError that names what stands in the way of replacing this folder. */
export type MayReplace = (folder: string) => Promise<void>

/**
 * Lets `--force` replace nothing but a result of this kind, or an empty folder.
 * @throws ConfigError, when called, that names what stands in the way
 */
export function mayReplaceResult({ format, files, called }: ResultKind): MayReplace {
  return async folder => {
    const entries = (await readdir(folder, { recursive: true })).map(path => path.split(sep).join('/'))
    if (entries.length === 0) return
    const foreign = entries.find(path => !files.test(path))
    if (foreign === undefined && (format === undefined || (await holdsFormat(folder, format)))) return
    throw new ConfigError(
      { file: folder },
      foreign ?? 'another kind of result',
      `a folder with nothing but ${called} in it`,
    )
  }
}

async function holdsFormat(folder: string, format: string): Promise<boolean> {
  const path = join(folder, 'manifest.json')
  const bytes = await readUserFile(path, INPUT_LIMITS.jsonBytes, 'a manifest').catch(() => '')
  return String(bytes).includes(`"${format}"`)
}
