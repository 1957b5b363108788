import { plainText } from '../../../arrays/plain-text.ts'

/** A name and what is said about it. */
export interface Definition {
  readonly term: string
  readonly text: string
}

/** Narrower terminals get the text below the term. */
const TWO_COLUMNS = 60

/** Letters of a term; names of a user's file may be of any length. */
const LONGEST_TERM = 100

/**
 * Terms and texts in two columns, wrapped to the terminal; one below the other where it is narrow.
 * @param columns width of the terminal
 */
export function formatDefinitions(definitions: readonly Definition[], columns: number): string {
  const shown = definitions.map(({ term, text }) => ({
    term: plainText(term, LONGEST_TERM),
    text: text
      .split('\n')
      .map(line => plainText(line))
      .join('\n'),
  }))
  const widest = shown.reduce((most, { term }) => Math.max(most, term.length), 0)
  const beside = columns >= TWO_COLUMNS && widest <= columns / 3
  const indent = beside ? widest + 4 : 4
  return shown
    .map(({ term, text }) => {
      const lines = wrapText(text, Math.max(16, columns - indent)).map(line => `${' '.repeat(indent)}${line}`)
      const head = `  ${term}`
      if (!beside) return [head, ...lines].join('\n')
      return [`${head.padEnd(indent)}${(lines[0] ?? '').trimStart()}`.trimEnd(), ...lines.slice(1)].join('\n')
    })
    .join('\n')
}

/** Lines of at most `width` letters, broken at spaces; a longer word stands alone. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split('\n')) {
    let line = ''
    for (const word of paragraph.split(' ')) {
      if (line !== '' && line.length + 1 + word.length > width) {
        lines.push(line)
        line = word
      } else {
        line = line === '' ? word : `${line} ${word}`
      }
    }
    lines.push(line)
  }
  return lines
}
