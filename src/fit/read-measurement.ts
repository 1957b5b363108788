import {
  type MeasuredOptions,
  understandMeasurement,
} from '../../scenarios/fit/measured/understand-measurement.ts'
import type { UnderstoodMeasurement } from '../../scenarios/fit/measurement.ts'
import { readUserFile } from '../files/read-user-file.ts'

/** A measurement of more bytes says nothing more about a device. */
const MOST_BYTES = 2 ** 26

/**
 * Reads a measured file as `sneakpath fit` does.
 * @throws ConfigError as `understandMeasurement`, and where the file cannot be read; the signal's reason
 */
export async function readMeasurement(
  file: string,
  options: MeasuredOptions & { readonly signal?: AbortSignal | undefined },
): Promise<UnderstoodMeasurement> {
  const { signal, ...rest } = options
  const bytes = await readUserFile(file, MOST_BYTES, 'a table of numbers as text', signal)
  return understandMeasurement(bytes, file, rest)
}
