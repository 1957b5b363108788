/**
 * Finds a key that stands twice in one object of a JSON text: JSON.parse keeps the last one and says nothing.
 * @param text valid JSON
 * @returns the key and where its second occurrence starts, or undefined
 */
export function findDuplicateKey(text: string): { key: string; offset: number } | undefined {
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
        if (keys.has(key)) return { key, offset: k }
        keys.add(key)
      }
      k = end
    }
  }
  return undefined
}

function closingQuote(text: string, start: number): number {
  let k = start + 1
  while (text[k] !== '"') k += text[k] === '\\' ? 2 : 1
  return k
}

function isKey(text: string, from: number): boolean {
  let k = from
  while (' \t\n\r'.includes(text[k] ?? '.')) k++
  return text[k] === ':'
}
