/**
 * A text as a cell of a CSV that a spreadsheet may open: one that begins with = + - @, a tab or a carriage return would be taken for a
 * formula, within quotation marks too, so that an apostrophe goes before it. Numbers are never handed to this.
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function safeCsvCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}
