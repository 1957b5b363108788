import type { ArraySpec } from '../crossbar/array-spec.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'

/** An array of two- or of three-terminal devices. */
export type AnyArraySpec = ArraySpec | GatedArraySpec

export function isGated(spec: AnyArraySpec): spec is GatedArraySpec {
  return 'gateWire' in spec
}
