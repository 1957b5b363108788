import { INPUT_LIMITS } from '../../arrays/config/input-limits.ts'
import { documentTooLarge, parseDocument, type SourceDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import { readUserFileSync } from './open-user-file.ts'

/**
 * Reads a YAML 1.2 or JSON file.
 * @param file path as the user gave it, relative to the working folder
 * @param maxBytes refuses larger files, 64 MiB unless said; YAML is refused above 4 MiB
 * @throws ConfigError with line and column for a file that is missing, no regular file, too large, not UTF-8 or not well-formed
 */
export function readDocument(file: string, maxBytes: number = INPUT_LIMITS.jsonBytes): SourceDocument {
  const bytes = readUserFileSync(file, 'a YAML or JSON file', maxBytes, size =>
    documentTooLarge(file, size, maxBytes),
  )
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new ConfigError({ file }, 'bytes that are not UTF-8', 'a YAML or JSON file in UTF-8')
  }
  return parseDocument(text, file)
}
