import { DeviceError } from '../../arrays/engine/device-error.ts'
import { ConfigError, SolverError } from '../../arrays/errors.ts'

/** What the command line exits with. */
export const EXIT: Readonly<
  Record<'done' | 'notMet' | 'badInput' | 'incomplete' | 'noAnswer' | 'internal' | 'interrupted', number>
> = Object.freeze({
  done: 0,
  /** A claim is not met. */
  notMet: 1,
  /** Usage or configuration. */
  badInput: 2,
  /** Points of a study are missing. */
  incomplete: 3,
  /** The solver could not answer. */
  noAnswer: 4,
  /** A fault of the program itself (EX_SOFTWARE of sysexits.h). */
  internal: 70,
  /** By SIGINT; 143 by SIGTERM and 129 by SIGHUP. */
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

/** A solver's error with the file that it comes from, which the solver does not know; other errors as they are. */
export function errorIn(file: string, error: unknown): unknown {
  if (!(error instanceof SolverError)) return error
  const { code, line } = explainError(error)!
  return new ExplainedError(code, `${file}: ${line}`)
}

/** The exit code and the one line that stderr gets for an error; undefined where the error is the program's own. */
export function explainError(error: unknown): { code: number; line: string } | undefined {
  if (error instanceof ExplainedError) return { code: error.code, line: error.message }
  if (error instanceof ConfigError) return { code: EXIT.badInput, line: error.message }
  if (error instanceof SolverError) {
    const illPosed = error.failure === 'ill-posed' || error.failure === 'conflicting-sources'
    return { code: illPosed ? EXIT.badInput : EXIT.noAnswer, line: error.message }
  }
  if (error instanceof DeviceError) return { code: EXIT.noAnswer, line: error.message }
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: EXIT.interrupted, line: 'interrupted; nothing was written' }
  }
  if (outOfMemory(error)) {
    return { code: EXIT.noAnswer, line: 'the array needs more memory than there is; a smaller one is solved' }
  }
  return undefined
}

function outOfMemory(error: unknown): boolean {
  const { code, message = '' } = error as NodeJS.ErrnoException
  return (
    code === 'ERR_WORKER_OUT_OF_MEMORY' ||
    /^(Array buffer allocation failed|Invalid typed array length)/.test(message)
  )
}
