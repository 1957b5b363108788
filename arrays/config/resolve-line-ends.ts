import { CURRENT, FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import { type ArrayContext, arrayError } from './array-context.ts'
import type { DriverInput, EndInput, LineInput } from './array-file.ts'

/**
 * One end of all word lines or of all bit lines.
 * @param lines how many lines end there
 * @param path of the end in the array, ["word", "left"]
 * @throws ConfigError for lists of a wrong length, volts together with amps, or neither
 */
export function resolveLineEnds(
  end: EndInput,
  lines: number,
  context: ArrayContext,
  path: readonly PropertyKey[],
): LineEnds {
  const ends = {
    kind: new Uint8Array(lines),
    value: new Float64Array(lines),
    ohms: new Float64Array(lines),
  }
  if (end === 'float') return ends
  if (end === 'ground') {
    ends.kind.fill(VOLTAGE)
    return ends
  }
  const { source, kind } = pickSource(end, context, path)
  const ohms = end.ohms ?? 0
  if (end.limit !== undefined && kind === CURRENT) {
    throw arrayError(context, [...path, 'limit'], '"limit" beside "volts"', '"limit" beside "amps"')
  }
  for (const key of ['volts', 'amps', 'ohms', 'limit'] as const)
    checkLength(end[key], lines, context, [...path, key])
  for (let line = 0; line < lines; line++) {
    const value = entry(source, line)
    const resistance = entry(ohms, line)
    if (value === null || resistance === null) {
      ends.kind[line] = FLOAT
      continue
    }
    ends.kind[line] = kind
    ends.value[line] = value
    ends.ohms[line] = resistance
  }
  const { limit } = end
  if (limit === undefined) return ends
  return {
    ...ends,
    limit: Float64Array.from({ length: lines }, (_, line) => entry(limit, line) ?? Number.POSITIVE_INFINITY),
  }
}

function pickSource(
  end: DriverInput,
  context: ArrayContext,
  path: readonly PropertyKey[],
): { source: LineInput; kind: number } {
  if (end.volts !== undefined && end.amps !== undefined) {
    throw arrayError(context, [...path, 'amps'], '"volts" or "amps", not both', '"amps" beside "volts"')
  }
  if (end.amps !== undefined) return { source: end.amps, kind: CURRENT }
  if (end.volts !== undefined) return { source: end.volts, kind: VOLTAGE }
  if (context.programmed === true) return { source: 0, kind: VOLTAGE }
  throw arrayError(context, path, '"volts" or "amps" in it', 'an end without a source')
}

function checkLength(
  value: LineInput | undefined,
  lines: number,
  context: ArrayContext,
  path: readonly PropertyKey[],
): void {
  if (Array.isArray(value) && value.length !== lines) {
    throw arrayError(context, path, `a list of ${lines}, one for each line`)
  }
}

function entry(value: LineInput, line: number): number | null {
  return Array.isArray(value) ? value[line] : value
}
