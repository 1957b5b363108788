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

/**
 * Read margins against the size of the array: what `sneakpath margin` does.
 * @param progress called after each size of each curve
 * @throws ConfigError for flags that cannot be; SolverError where a network has no answer
 */
export function runMargins(
  request: MarginRequest,
  progress: (done: number, total: number) => void = () => {},
): MarginReport {
  const started = performance.now()
  const { options, accesses, schemes } = request
  const total = accesses.length * schemes.length * options.sizes.length
  let done = 0
  const curves = accesses.flatMap(access =>
    schemes.map(bias =>
      flagError(() => sizeMargins({ ...options, access, bias }, () => progress(++done, total))),
    ),
  )
  return { request, curves, seconds: (performance.now() - started) / 1000 }
}

/** "selector, half": what tells a curve from the others. */
export function curveName({ access, bias }: Pick<SizeMargins, 'access' | 'bias'>): string {
  return `${access.kind === 'none' ? 'no access element' : access.kind}, ${bias}`
}
