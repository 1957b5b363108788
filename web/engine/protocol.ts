import type { EngineAnswers, EngineCall, EngineEvents, EngineRequests } from './calls.ts'

/** To the engine. */
export type ToEngine =
  | { readonly [Call in EngineCall]: AskEngine<Call> }[EngineCall]
  | { readonly kind: 'stop'; readonly id: number }
  /** Answered between two calls, to know that the engine lives. */
  | { readonly kind: 'ping' }

interface AskEngine<Call extends EngineCall> {
  readonly kind: 'ask'
  readonly id: number
  readonly call: Call
  readonly request: EngineRequests[Call]
}

/** From the engine; `id` is that of the call. */
export type FromEngine =
  | { readonly kind: 'pong' }
  /** One line for the reader, beside the answers. */
  | { readonly kind: 'said'; readonly text: string }
  | { readonly kind: 'event'; readonly id: number; readonly event: EngineEvents[EngineCall] }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: EngineAnswers[EngineCall] }
  | { readonly kind: 'error'; readonly id: number; readonly error: EngineFault }

/** A fault in the engine, in one line, with its place where it has one. */
export interface EngineFault {
  /** ConfigError, SolverError, OptionError, AbortError, or of a fault of the program its own name. */
  readonly name: string
  readonly message: string
  readonly place?: {
    readonly file: string
    readonly path?: string
    readonly line?: number
    readonly column?: number
  }
}
