import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import type { ParameterSpec } from '../../../arrays/devices/model.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'
import type { Claim } from './read-claims.ts'

/** Counts of the fitted parameters of a device and of the numbers that the papers print of it. */
export interface FittedCounts {
  readonly device: string
  /** Devices with the same fitted values: no fit of their own. */
  readonly sharedBy: readonly string[]
  /** Parameters that were fitted, or chosen so that a claim holds. */
  readonly fitted: number
  /** Parameters that no paper gives and no claim sets. */
  readonly assumed: number
  /** Claims that the fitted ones were fitted to, in the order of the table. */
  readonly claims: readonly string[]
  /** Published values in them that do not follow from other claims. */
  readonly numbers: number
  /** Claims among them that give one end only. */
  readonly bounds: number
  /** Claims among them in words. */
  readonly trends: number
}

/** "fit: C01, C09 to C13", "1 by definition; 5.726 for the pixels, fit: C09", "chosen, C11": up to a remark. */
const FITTED = /(?:\bfit:|^chosen,) ([^;(]*)/
const ASSUMED = /\bassumed\b|^chosen:/

/** Each fitted device, by the sources of its parameters and the table of claims. */
export function fittedCounts(claims: readonly Claim[]): FittedCounts[] {
  const rows = new Map<string, FittedCounts>()
  for (const { name, parameters } of [...DEVICE_MODELS, ...GATED_DEVICE_MODELS]) {
    const fitted = parameters.filter(({ source }) => FITTED.test(source))
    if (fitted.length === 0) continue
    const key = JSON.stringify(fitted.map(spec => [spec.name, spec.value, spec.source]))
    const known = rows.get(key)
    rows.set(
      key,
      known === undefined
        ? countsOf(name, parameters, fitted, claims)
        : { ...known, sharedBy: [...known.sharedBy, name] },
    )
  }
  return [...rows.values()]
}

function countsOf(
  device: string,
  parameters: readonly ParameterSpec[],
  fitted: readonly ParameterSpec[],
  claims: readonly Claim[],
): FittedCounts {
  const named = new Set(fitted.flatMap(({ source }) => claimsNamed(FITTED.exec(source)![1], claims)))
  const own = claims.filter(({ id }) => named.has(id))
  const independent = own.filter(({ status }) => status !== 'derived')
  const of = (kind: Claim['kind']): Claim[] => independent.filter(claim => claim.kind === kind)
  return {
    device,
    sharedBy: [],
    fitted: fitted.length,
    assumed: parameters.filter(spec => !fitted.includes(spec) && ASSUMED.test(spec.source)).length,
    claims: own.map(({ id }) => id),
    numbers: of('value').reduce((sum, { value }) => sum + value.length, 0),
    bounds: of('bound').length,
    trends: of('trend').length,
  }
}

/** "C01, C09 to C13" as ids. */
function claimsNamed(text: string, claims: readonly Claim[]): string[] {
  return [...text.matchAll(/\b([A-E]\d\d)(?: to ([A-E]\d\d))?/g)].flatMap(([, first, last = first]) =>
    claims.filter(({ id }) => id >= first && id <= last).map(({ id }) => id),
  )
}
