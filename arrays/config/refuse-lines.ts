import { type ArrayContext, keyError } from './array-context.ts'
import type { ArrayFile, LineName } from './array-file.ts'

const LINES: readonly LineName[] = ['word', 'bit', 'gate', 'drain', 'source']

/**
 * Refuses wires and ends of lines that an array of the device does not have.
 * @param known the lines that it has
 * @throws ConfigError at the first one
 */
export function refuseLines(
  array: ArrayFile,
  known: readonly LineName[],
  device: string,
  context: ArrayContext,
): void {
  for (const line of LINES.filter(name => !known.includes(name))) {
    const path =
      array.wires?.[line] !== undefined ? ['wires', line] : array[line] !== undefined ? [line] : undefined
    if (path === undefined) continue
    throw keyError(context, path, `the lines of ${device}: ${known.join(', ')}`, `"${line}" lines`)
  }
}
