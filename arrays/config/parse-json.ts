import { closingQuote, findBadKey } from './find-bad-key.ts'
import { findJsonFault } from './find-json-fault.ts'
import { INPUT_LIMITS } from './input-limits.ts'
import type { TextFault } from './text-fault.ts'

/**
 * Parses a JSON text. Its nesting and size are known before memory is taken for what it holds.
 * @returns the value, or the first fault: a mistake, a limit that it passes, a key that stands twice or that every object has
 */
export function parseJson(text: string): { readonly value: unknown } | { readonly fault: TextFault } {
  const large = passedLimit(text)
  if (large !== undefined) return { fault: large }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    const { what, offset } = findJsonFault(text)
    const found = `a mistake in the JSON (${what})`
    return { fault: { found, expected: 'valid JSON', offset, syntax: true } }
  }
  const fault = findBadKey(text)
  return fault === undefined ? { value } : { fault }
}

/** A limit that the text passes, whether or not it is valid. */
function passedLimit(text: string): TextFault | undefined {
  let depth = 0
  let nodes = 0
  for (let k = 0; k < text.length; k++) {
    const letter = text.charCodeAt(k)
    if (letter === 0x22 /* " */) k = closingQuote(text, k)
    else if (letter === 0x7d /* } */ || letter === 0x5d /* ] */) depth--
    else if (letter === 0x7b /* { */ || letter === 0x5b /* [ */) {
      nodes++
      if (++depth > INPUT_LIMITS.nesting) return tooDeep(k)
    } else if (letter === 0x3a /* : */ || letter === 0x2c /* , */) nodes++
    if (nodes > INPUT_LIMITS.jsonNodes) {
      const expected = `at most ${INPUT_LIMITS.jsonNodes} in a JSON file (a large matrix goes into a CSV or NPY file)`
      return { found: 'more values and keys', expected, offset: k }
    }
  }
  return undefined
}

/** The fault of groups and lists too many inside each other. */
export function tooDeep(offset: number): TextFault {
  return {
    found: 'more groups and lists inside each other',
    expected: `at most ${INPUT_LIMITS.nesting} inside each other`,
    offset,
  }
}
