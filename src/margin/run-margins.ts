import type { AccessOption } from '../../arrays/access/access-option.ts'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import type { SizeMarginOptions, SizeMargins } from '../../scenarios/margin/size-margins.ts'
import { sizeMargins } from '../host/arrays.ts'
import { flagError } from '../mvm/flag-error.ts'

/** Margins that were asked for, of every access element with every scheme. */
export interface MarginRequest {
  readonly options: Omit<SizeMarginOptions, 'access' | 'bias'> & { readonly sizes: readonly number[] }
  readonly accesses: readonly AccessOption[]
  readonly schemes: readonly BiasScheme[]
}

export interface MarginReport {
  readonly request: MarginRequest
  /** One curve for each access element and scheme. */
  readonly curves: readonly SizeMargins[]
  readonly seconds: number
}

/** One curve of a request. */
export interface CurveRequest {
  /** Place among the curves. */
  readonly number: number
  readonly options: MarginRequest['options']
  readonly access: AccessOption
  readonly bias: BiasScheme
}

/** The curves of a request, in the order in which they are told. */
export function curvesOf({ options, accesses, schemes }: MarginRequest): CurveRequest[] {
  return accesses
    .flatMap(access => schemes.map(bias => ({ options, access, bias })))
    .map((curve, number) => ({ number, ...curve }))
}

/**
 * Read margins against the size of the array, with one access element and scheme.
 * @param done called after each size
 * @throws ConfigError for flags that cannot be; SolverError where a network has no answer
 */
export function runCurve({ options, access, bias }: CurveRequest, done: () => void): SizeMargins {
  return flagError(() => sizeMargins({ ...options, access, bias }, done))
}

/** "selector, half": what tells a curve from the others. */
export function curveName({ access, bias }: Pick<SizeMargins, 'access' | 'bias'>): string {
  return `${access.kind === 'none' ? 'no access element' : access.kind}, ${bias}`
}
