import { OptionError } from '../errors.ts'
import { describeValue } from './describe-value.ts'
import { expectedName } from './did-you-mean.ts'

/** The names of all options of a type: one that is left out, or too many, does not compile. */
export type OptionNames<Options> = Readonly<Record<keyof Options & string, true>>

/**
 * Refuses options that a function does not have: a misspelt one would be ignored in silence.
 * @param call name of the function, for the error
 * @throws RangeError that names the key and the one that was probably meant
 */
export function checkOptionKeys<Options extends object>(
  call: string,
  given: Options | undefined,
  names: OptionNames<Required<Options>>,
): void {
  if (given === undefined) return
  if (typeof given !== 'object' || given === null)
    throw new OptionError(call, describeValue(given), 'an object of options')
  for (const key of Object.keys(given)) {
    if (Object.hasOwn(names, key)) continue
    throw new OptionError(call, `the unknown option "${key}"`, expectedName(key, Object.keys(names)))
  }
}
