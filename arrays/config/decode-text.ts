import { ConfigError } from '../errors.ts'

const KIND = 'a table of numbers as text: CSV, TXT or MPT'

/**
 * The text of a file as instruments write it: UTF-8, UTF-16 with or without a mark, otherwise Windows-1252.
 * @throws ConfigError for a workbook and for what is no text
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  return new TextDecoder(encodingOf(bytes, file)).decode(bytes)
}

/**
 * The encoding of a text, by its beginning.
 * @param kind what is expected, in the words of an error
 * @throws ConfigError as `decodeText`
 */
export function encodingOf(bytes: Uint8Array, file: string, kind: string = KIND): string {
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new ConfigError({ file }, 'an Excel workbook', `${kind}; save it as CSV`)
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  const zeros = [0, 0]
  // Fewer bytes than of a number or two say nothing.
  const begin = bytes.length < 8 ? bytes.subarray(0, 0) : bytes.subarray(0, 1000)
  begin.forEach((byte, k) => {
    if (byte === 0) zeros[k % 2]++
  })
  if (zeros[1] > begin.length / 4 && zeros[0] === 0) return 'utf-16le'
  if (zeros[0] > begin.length / 4 && zeros[1] === 0) return 'utf-16be'
  if (bytes.includes(0)) throw new ConfigError({ file }, 'a binary file', kind)
  try {
    // A letter may be cut where the beginning ends.
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, k) => bytes[k] === byte)
}
