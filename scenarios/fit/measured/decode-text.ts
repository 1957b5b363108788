import { ConfigError } from '../../../arrays/errors.ts'

const KIND = 'a table of numbers as text: CSV, TXT or MPT'

/**
 * The text of a file as instruments write it: UTF-8, UTF-16 with or without a mark, otherwise Windows-1252.
 * @throws ConfigError for a workbook and for what is no text
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  if (startsWith(bytes, [0x50, 0x4b, 3, 4]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw new ConfigError({ file }, 'an Excel workbook', `${KIND}; save it as CSV`)
  if (startsWith(bytes, [0xff, 0xfe])) return new TextDecoder('utf-16le').decode(bytes)
  if (startsWith(bytes, [0xfe, 0xff])) return new TextDecoder('utf-16be').decode(bytes)
  const zeros = [0, 0]
  const begin = bytes.subarray(0, 1000)
  begin.forEach((byte, k) => {
    if (byte === 0) zeros[k % 2]++
  })
  if (zeros[1] > begin.length / 4 && zeros[0] === 0) return new TextDecoder('utf-16le').decode(bytes)
  if (zeros[0] > begin.length / 4 && zeros[1] === 0) return new TextDecoder('utf-16be').decode(bytes)
  if (bytes.includes(0)) throw new ConfigError({ file }, 'a binary file', KIND)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, k) => bytes[k] === byte)
}
