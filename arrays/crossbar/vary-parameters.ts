import type { ParameterSpec } from '../devices/model.ts'
import { OptionError } from '../errors.ts'
import { ownValue } from '../own-value.ts'
import { normal } from '../random/keyed-random.ts'

/** Parameters that a device may have, so that each parameter of each array has a stream of its own. */
export const MOST_PARAMETERS = 1024

/** An array of two- or three-terminal devices. */
interface VariableSpec {
  readonly size: readonly [number, number]
  readonly model: { readonly parameters: readonly ParameterSpec[] }
  readonly parameters: readonly Float64Array[]
}

/**
 * Spreads parameters from cell to cell: log-normal with the given relative standard deviation and the parameter's own value
 * as median, held inside its physical range. Keyed by (seed, array, parameter, cell).
 * @param array which of a run's arrays it is, from 0
 * @param spread relative standard deviation by parameter name
 * @throws RangeError for a name that the device does not have
 */
export function varyParameters<Spec extends VariableSpec>(
  spec: Spec,
  spread: Readonly<Record<string, number>>,
  seed: number,
  array: number,
): Spec {
  const names = spec.model.parameters.map(parameter => parameter.name)
  const unknown = Object.keys(spread).find(name => !names.includes(name))
  if (unknown !== undefined) {
    throw new OptionError('variability', `parameter "${unknown}"`, `one of ${names.join(', ')}`)
  }
  const count = spec.size[0] * spec.size[1]
  const parameters = spec.parameters.map((values, p) => {
    const { name, range } = spec.model.parameters[p]
    const relative = ownValue(spread, name) ?? 0
    if (relative === 0) return values
    const sigma = Math.sqrt(Math.log1p(relative * relative))
    return Float64Array.from({ length: count }, (_, k) => {
      const own = values[values.length === 1 ? 0 : k]
      const varied = own * Math.exp(sigma * normal(seed, array * MOST_PARAMETERS + p, k))
      return Math.min(range[1], Math.max(range[0], varied))
    })
  })
  return { ...spec, parameters }
}
