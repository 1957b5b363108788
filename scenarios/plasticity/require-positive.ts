import { OptionError } from '../../arrays/errors.ts'
/**
 * Checks the numbers of a protocol.
 * @throws RangeError naming the function, the option and its value where one is not above 0 and finite
 */
export function requirePositive(caller: string, values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new OptionError(caller, String(value), 'a finite number above 0', name)
    }
  }
}
