import { existsSync } from 'node:fs'
import { dirname, isAbsolute } from 'node:path'
import { GpuError } from '../../arrays/engine/gpu-error.ts'
import { ConfigError, SolverError } from '../../arrays/errors.ts'
import { MemoryError } from '../../kernels/memory-error.ts'

/** Exit codes of the command line. */
export const EXIT: Readonly<
  Record<'done' | 'notMet' | 'badInput' | 'incomplete' | 'noAnswer' | 'internal' | 'interrupted', number>
> = Object.freeze({
  done: 0,
  /** A claim is not met, or a law has no finite value where it was measured. */
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
  if (error instanceof GpuError) return { code: EXIT.noAnswer, line: error.message }
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: EXIT.interrupted, line: 'interrupted; nothing was written' }
  }
  if (error instanceof MemoryError) return { code: EXIT.noAnswer, line: error.message }
  const { code, message = '' } = (error ?? {}) as NodeJS.ErrnoException
  if (OUT_OF_MEMORY_CODES.has(code ?? '') || OUT_OF_MEMORY.test(message)) {
    const held = Math.ceil(process.memoryUsage.rss() / 1e6)
    const line = `more memory is needed than there is: it ran out beyond ${held} MB (ulimit -v and containers hold it down); a smaller array is solved`
    return { code: EXIT.noAnswer, line }
  }
  // Of a module that is loaded or of the operating system, on this thread or on another one, which keeps no code.
  if (/^(EMFILE|ENFILE)\b/.test(code ?? message)) return { code: EXIT.badInput, line: TOO_MANY_FILES }
  return code === 'ERR_MODULE_NOT_FOUND' ? explainMissing(message) : undefined
}

/** Node says of a module that it could not open for want of open files that it cannot be found, as of one that is not there. */
function explainMissing(message: string): { code: number; line: string } | undefined {
  const [, kind, path] = /^Cannot find (package|module) '([^']+)'/.exec(message) ?? []
  if (path === undefined || !isAbsolute(path)) return undefined
  // Of a package the path may end in a main file that Node made up.
  if (existsSync(kind === 'package' ? dirname(path) : path))
    return { code: EXIT.badInput, line: TOO_MANY_FILES }
  return {
    code: EXIT.badInput,
    line: `${path}: found no such file of the program; expected a complete installation (in a clone: npm run build)`,
  }
}

const OUT_OF_MEMORY_CODES: ReadonlySet<string> = new Set([
  'ERR_WORKER_OUT_OF_MEMORY',
  'ERR_WORKER_INIT_FAILED',
  'ERR_MEMORY_ALLOCATION_FAILED',
  'ENOMEM',
])

/** As V8 and WebAssembly say it. */
const OUT_OF_MEMORY =
  /^(Array buffer allocation failed|Invalid typed array length|Invalid array length|WebAssembly\.\w+(\.\w+)?\(\): (could not allocate|Out of memory|Unable to grow))/

const TOO_MANY_FILES =
  'open files: found no file that can still be opened; expected a limit of 256 or more (ulimit -n)'
