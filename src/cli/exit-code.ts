import { ConfigError, SolverError } from '../../arrays/errors.ts'

/** What the command line exits with. */
export const EXIT: Readonly<Record<'done' | 'notMet' | 'badInput' | 'noAnswer' | 'interrupted', number>> =
  Object.freeze({
    done: 0,
    /** A claim is not met. */
    notMet: 1,
    /** Usage or configuration. */
    badInput: 2,
    /** The solver could not answer. */
    noAnswer: 4,
    interrupted: 130,
  })

/** An error that was explained already, on another thread. */
export class ExplainedError extends Error {
  override readonly name = 'ExplainedError'
  readonly code: number

  constructor(code: number, line: string) {
    super(line)
    this.code = code
  }
}

/** System errors that come from what the user named or has, not from the program. */
const USER_FAULTS: Readonly<Record<string, string>> = {
  ENOSPC: 'no space left on the disk',
  EDQUOT: 'a disk quota that is used up',
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'a read-only file system',
  ENOTDIR: 'a file where a folder should be',
  ENAMETOOLONG: 'a name that is too long',
  EFBIG: 'a file larger than the system allows',
  EISDIR: 'a folder where a file should be',
}

/** The exit code and the one line that stderr gets for an error; undefined where the error is the program's own. */
export function explainError(error: unknown): { code: number; line: string } | undefined {
  if (error instanceof ExplainedError) return { code: error.code, line: error.message }
  if (error instanceof ConfigError) return { code: EXIT.badInput, line: error.message }
  if (error instanceof SolverError) {
    const illPosed = error.failure === 'ill-posed' || error.failure === 'conflicting-sources'
    return { code: illPosed ? EXIT.badInput : EXIT.noAnswer, line: error.message }
  }
  if (!(error instanceof Error)) return undefined
  if (error.name === 'AbortError') return { code: EXIT.interrupted, line: 'interrupted; nothing was written' }
  const { code = '', path } = error as NodeJS.ErrnoException
  const fault = USER_FAULTS[code]
  if (fault === undefined) return undefined
  return { code: EXIT.badInput, line: `${path ?? 'output'}: found ${fault}; expected a place to write to` }
}
