import { OptionError } from '../arrays/errors.ts'

/**
 * Turns an error of the library in `work` into an error about values that the user combined.
 * @param file where they stand
 * @throws ConfigError in the place of an OptionError
 */
export async function userError<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof OptionError ? error.at({ file }) : error
  }
}
