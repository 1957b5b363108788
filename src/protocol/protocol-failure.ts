import { OptionError, SolverError } from '../../arrays/errors.ts'

/** An error of a protocol that crosses from one thread to another, which keeps no class and no field of it. */
export type ProtocolFailure =
  | ({ readonly kind: 'option' } & Pick<OptionError, 'call' | 'found' | 'expected' | 'option'>)
  | { readonly kind: 'solver'; readonly failure: SolverError['failure']; readonly message: string }

/** @returns undefined where the error is the program's own */
export function failureOf(error: unknown): ProtocolFailure | undefined {
  if (error instanceof OptionError) {
    const { call, found, expected, option } = error
    return { kind: 'option', call, found, expected, ...(option === undefined ? {} : { option }) }
  }
  if (error instanceof SolverError) return { kind: 'solver', failure: error.failure, message: error.message }
  return undefined
}

/** The error as it was. */
export function errorOf(failure: ProtocolFailure): Error {
  return failure.kind === 'option'
    ? new OptionError(failure.call, failure.found, failure.expected, failure.option)
    : new SolverError(failure.failure, failure.message)
}
