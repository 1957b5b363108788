import { SolverError } from '../../arrays/errors.ts'

/** An error of a protocol that crosses from one thread to another. */
export type ProtocolFailure =
  | { readonly kind: 'range'; readonly message: string }
  | { readonly kind: 'solver'; readonly failure: SolverError['failure']; readonly message: string }

/** @returns undefined where the error is the program's own */
export function failureOf(error: unknown): ProtocolFailure | undefined {
  if (error instanceof RangeError) return { kind: 'range', message: error.message }
  if (error instanceof SolverError) return { kind: 'solver', failure: error.failure, message: error.message }
  return undefined
}

/** The error as it was. */
export function errorOf(failure: ProtocolFailure): Error {
  return failure.kind === 'range'
    ? new RangeError(failure.message)
    : new SolverError(failure.failure, failure.message)
}
