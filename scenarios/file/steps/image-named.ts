import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import { ownValue } from '../../../arrays/own-value.ts'
import type { ProgramContext } from './step-kind.ts'

/**
 * An image of the scenario.
 * @throws ConfigError where there is none of that name
 */
export function imageNamed(
  name: string,
  { images, document }: ProgramContext,
  path: readonly PropertyKey[],
): Float64Array {
  const levels = ownValue(images, name)
  if (levels !== undefined) return levels
  throw new ConfigError(document.place(path), `image "${name}"`, expectedName(name, Object.keys(images)))
}
