import { FORBIDDEN_KEY, forbiddenKey, repeatedKey, type TextFault } from './text-fault.ts'

/**
 * Finds a key that stands twice in one object of a JSON text, where JSON.parse keeps the last one and says nothing, or one that every
 * object has.
 * @param text valid JSON
 * @returns where the first such key starts, or undefined
 */
export function findBadKey(text: string): TextFault | undefined {
  const open: (Set<string> | undefined)[] = []
  for (let k = 0; k < text.length; k++) {
    const letter = text.charCodeAt(k)
    if (letter === 0x7b /* { */) open.push(new Set())
    else if (letter === 0x5b /* [ */) open.push(undefined)
    else if (letter === 0x7d /* } */ || letter === 0x5d /* ] */) open.pop()
    else if (letter === 0x22 /* " */) {
      const end = closingQuote(text, k)
      const keys = open.at(-1)
      if (keys !== undefined && isKey(text, end + 1)) {
        const key = JSON.parse(text.slice(k, end + 1)) as string
        if (key === FORBIDDEN_KEY) return forbiddenKey(k)
        if (keys.has(key)) return repeatedKey(key, k)
        keys.add(key)
      }
      k = end
    }
  }
  return undefined
}

/** Where the text ends that begins at `start`; past the end of a text that is cut off. */
export function closingQuote(text: string, start: number): number {
  let k = start + 1
  while (k < text.length && text[k] !== '"') k += text[k] === '\\' ? 2 : 1
  return k
}

function isKey(text: string, from: number): boolean {
  let k = from
  while (' \t\n\r'.includes(text[k] ?? '.')) k++
  return text[k] === ':'
}
