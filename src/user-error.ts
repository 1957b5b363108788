import { ConfigError } from '../arrays/errors.ts'

/**
 * What the library refuses in `work` comes from values that the user combined.
 * @param file where they stand
 * @throws ConfigError in the place of a RangeError that says what was found and expected
 */
export async function userError<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const [, found, expected] = /^.*?found (.*); expected (.*)$/s.exec((error as Error).message) ?? []
    if (!(error instanceof RangeError) || found === undefined || expected === undefined) throw error
    throw new ConfigError({ file }, found, expected)
  }
}
