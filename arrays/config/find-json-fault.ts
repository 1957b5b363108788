import { type ParseErrorCode, printParseErrorCode, visit } from 'jsonc-parser'

/** Fault of a JSON text, with its place. */
export interface JsonFault {
  /** In words, "a comma is missing". */
  readonly what: string
  /** Letters before it. */
  readonly offset: number
}

/** By the names of jsonc-parser's codes. */
const WORDS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'a word or sign that JSON does not know',
  InvalidNumberFormat: 'a number that is not written as JSON writes it',
  PropertyNameExpected: 'a key in double quotes is missing',
  ValueExpected: 'a value is missing',
  ColonExpected: 'a colon is missing',
  CommaExpected: 'a comma is missing',
  CloseBraceExpected: 'a closing } is missing',
  CloseBracketExpected: 'a closing ] is missing',
  EndOfFileExpected: 'something after the end',
  InvalidCommentToken: 'a comment, which JSON does not know',
  UnexpectedEndOfComment: 'a comment, which JSON does not know',
  UnexpectedEndOfString: 'a text without its closing quote',
  UnexpectedEndOfNumber: 'a number that breaks off',
  InvalidUnicode: 'a \\u that four hexadecimal digits do not follow',
  InvalidEscapeCharacter: 'a \\ before a letter that it means nothing for',
  InvalidCharacter: 'a control character in a text',
}

/**
 * The first mistake of a text that JSON.parse refuses: JSON.parse does not always say where it is.
 * @param text invalid JSON
 */
export function findJsonFault(text: string): JsonFault {
  let first: JsonFault | undefined
  const onError = (error: ParseErrorCode, offset: number): never => {
    first = { what: WORDS[printParseErrorCode(error)] ?? 'what JSON does not allow', offset }
    // The rest of the text says nothing more.
    throw first
  }
  try {
    visit(text, { onError }, { disallowComments: true, allowTrailingComma: false })
  } catch (thrown) {
    if (thrown !== first) throw thrown
  }
  return first ?? { what: 'what JSON does not allow', offset: 0 }
}
