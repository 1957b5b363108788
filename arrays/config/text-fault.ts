/** Fault in the text of a document, with its place. */
export interface TextFault {
  readonly found: string
  readonly expected: string
  /** Letters before it. */
  readonly offset: number
  /** True where the text is not written as its format wants it, false where it passes a limit or repeats a key. */
  readonly syntax?: boolean
}

/** A key that every object has already, so that setting it would change the object and not its contents. */
export const FORBIDDEN_KEY = '__proto__'

/** The fault of a key that may not be there. */
export function forbiddenKey(offset: number): TextFault {
  return { found: `the key "${FORBIDDEN_KEY}"`, expected: 'a key that not every object has already', offset }
}

/** The fault of a key that stands twice in one group. */
export function repeatedKey(key: string, offset: number): TextFault {
  return { found: `the key "${key}" a second time`, expected: 'each key once', offset }
}
