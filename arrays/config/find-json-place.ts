import { closingQuote } from './find-bad-key.ts'

/**
 * Finds where a value of a JSON text stands, or its nearest parent that is there.
 * @param text valid JSON
 * @param path keys and indices
 * @param part 'key' for where the key of the value stands
 * @returns letters before it
 */
export function findJsonPlace(text: string, path: readonly PropertyKey[], part: 'key' | 'value'): number {
  let at = skipSpace(text, 0)
  for (const [depth, step] of path.entries()) {
    const item = itemAt(text, at, step)
    if (item === undefined) return at
    at = part === 'key' && depth === path.length - 1 ? item.key : item.value
  }
  return at
}

/** The value of a key of the object, or at an index of the list, that begins at `start`. */
function itemAt(
  text: string,
  start: number,
  step: PropertyKey,
): { readonly key: number; readonly value: number } | undefined {
  const isObject = text[start] === '{'
  if (!isObject && text[start] !== '[') return undefined
  let at = skipSpace(text, start + 1)
  for (let index = 0; text[at] !== '}' && text[at] !== ']' && at < text.length; index++) {
    const key = at
    let name: PropertyKey = index
    if (isObject) {
      const end = closingQuote(text, at)
      name = JSON.parse(text.slice(at, end + 1)) as string
      at = skipSpace(text, skipSpace(text, end + 1) + 1)
    }
    if (name === step || (isObject && name === String(step))) return { key, value: at }
    at = skipSpace(text, skipValue(text, at))
    if (text[at] === ',') at = skipSpace(text, at + 1)
  }
  return undefined
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (' \t\n\r'.includes(text[at] ?? '.')) at++
  return at
}

/** Past the value that begins at `start`. */
function skipValue(text: string, start: number): number {
  let depth = 0
  for (let at = start; at < text.length; at++) {
    const letter = text[at]
    if (letter === '"') at = closingQuote(text, at)
    else if (letter === '{' || letter === '[') depth++
    else if (letter === '}' || letter === ']') depth--
    else if (depth > 0 || !', \t\n\r'.includes(text[at + 1] ?? ',')) continue
    // A number or word ends before what follows it; a text, list or group with its last sign.
    if (depth < 0) return at
    if (depth === 0 && !/[\w.+-]/.test(text[at + 1] ?? ',')) return at + 1
  }
  return text.length
}
