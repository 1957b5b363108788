import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { isGated } from '../../arrays/gated/any-array.ts'
import type { PreparedCase } from './prepare-case.ts'

/** One array of two-terminal devices and what is done to it. */
export type TwoTerminalCase = PreparedCase<ArraySpec>

/**
 * A case with two-terminal devices, for what there is for them only.
 * @param what is to be done, "a passive crossbar"
 * @throws ConfigError where the device has a gate
 */
export function requireTwoTerminal(
  one: PreparedCase,
  document: SourceDocument,
  what: string,
): TwoTerminalCase {
  const { spec } = one
  if (!isGated(spec)) return { ...one, spec }
  throw new ConfigError(
    document.place(['array', 'cells', 'device']),
    `the three-terminal device ${spec.model.name}`,
    `a two-terminal one for ${what}`,
  )
}
