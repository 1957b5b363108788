/** Fault in the text of a law, with its place. */
export class LawError extends Error {
  override readonly name = 'LawError'
  readonly found: string
  readonly expected: string
  /** Characters from the beginning of the text. */
  readonly offset: number

  constructor(found: string, expected: string, offset: number) {
    super(`found ${found}; expected ${expected}`)
    this.found = found
    this.expected = expected
    this.offset = offset
  }
}
