import { ConfigError } from '../../arrays/errors.ts'

/**
 * What the library refuses in its options comes from flags of the same name.
 * @throws ConfigError in the place of "...: found NAME = VALUE; expected ..."
 */
export function flagError<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    const [, name, found, expected] =
      /^.*?: found (\w+) = (.*?); expected (.*)$/s.exec((error as Error).message) ?? []
    if (!(error instanceof RangeError) || name === undefined || found === undefined || expected === undefined)
      throw error
    const named = expected.replace(/\b(\w+) beside it$/, (_, other: string) => `--${flagOf(other)} beside it`)
    throw new ConfigError({ file: `--${flagOf(name)}` }, found, named)
  }
}

/** "weightBits" is given as --weight-bits. */
function flagOf(name: string): string {
  if (name === 'stuck') return 'stuck-low, --stuck-high, --stuck-open, --stuck-short'
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)
}
