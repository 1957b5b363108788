/** Control characters, which a terminal obeys, line breaks, and format characters, which change the direction or hide. */
const NOT_SHOWN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * A text of a user's file or command line as it may stand in one line on a terminal: control characters, line breaks and marks that
 * nobody sees are escaped as JSON escapes them, and a long text is cut.
 * @param most letters that are kept. @defaultValue all
 */
export function plainText(text: string, most: number = Number.POSITIVE_INFINITY): string {
  const kept = text.length > most ? `${text.slice(0, most)}...` : text
  return kept.replace(NOT_SHOWN, escapeSign)
}

/** "\n" of a line break, "\u001b" of an escape character. */
export function escapeSign(sign: string): string {
  const units = Array.from({ length: sign.length }, (_, k) =>
    sign.charCodeAt(k).toString(16).padStart(4, '0'),
  )
  return SHORT[sign] ?? units.map(unit => `\\u${unit}`).join('')
}
