import { ConfigError, OptionError } from '../../arrays/errors.ts'

/**
 * Turns an error of the library about an option into one about the flag of the same name.
 * @throws ConfigError in the place of an OptionError that names an option
 */
export function flagError<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof OptionError) || error.option === undefined) throw error
    const { option, found, expected, needs } = error
    const named = needs === undefined ? expected : `--${flagOf(needs)} beside it`
    throw new ConfigError({ file: `--${flagOf(option)}` }, found, named)
  }
}

/** "weightBits" is given as --weight-bits. */
function flagOf(name: string): string {
  if (name === 'stuck') return 'stuck-low, --stuck-high, --stuck-open, --stuck-short'
  if (name === 'driftSeconds') return 'drift'
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}
