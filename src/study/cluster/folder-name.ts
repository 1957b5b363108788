import { resolve } from 'node:path'
import { ConfigError } from '../../../arrays/errors.ts'

/** Characters that no quoting brings through: a backslash switches off the patterns of Slurm's log files, and control characters end lines. */
const REFUSED: Readonly<Record<'slurm' | 'parallel', { readonly letters: RegExp; readonly words: string }>> =
  {
    slurm: { letters: /[\p{Cc}\\]/u, words: 'backslashes and control characters' },
    parallel: { letters: /\p{Cc}/u, words: 'control characters' },
  }

/**
 * Refuses the name of a study's folder that a scheduler would read as something else; all others are escaped or quoted.
 * @throws ConfigError that names the letter
 */
export function refuseFolderName(folder: string, tool: 'slurm' | 'parallel'): void {
  const { letters, words } = REFUSED[tool]
  const [letter] = letters.exec(resolve(folder)) ?? []
  if (letter === undefined) return
  throw new ConfigError(
    { file: '--out' },
    `the letter ${JSON.stringify(letter)} in the path of the folder`,
    `a path without ${words} for --engine ${tool}`,
  )
}

/** Whether a path goes through the job files of every scheduler as it stands, without quotes. */
export function isPlainPath(folder: string): boolean {
  return /^[\w@+=:,./-]+$/.test(resolve(folder))
}
