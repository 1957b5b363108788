import { ConfigError } from '../../arrays/errors.ts'
import { type UserFile, withUserFile } from './open-user-file.ts'

/** Bytes read at a time: between two pieces an interrupt is served. */
const PIECE = 2 ** 20

/**
 * The bytes of a file that a user named.
 * @param file path as the user gave it; it stands in the error
 * @param maxBytes the most that is read, whatever the file system says about its size
 * @param kind what it should be, 'a CSV file', for the error
 * @param signal ends the reading
 * @throws ConfigError where it is missing, unreadable, no regular file or larger than maxBytes; the signal's reason
 */
export function readUserFile(
  file: string,
  maxBytes: number,
  kind: string,
  signal?: AbortSignal,
): Promise<Buffer> {
  return withUserFile(file, kind, async opened => {
    if (opened.size > maxBytes) throw tooLarge(file, opened.size, maxBytes, kind)
    const pieces: Buffer[] = []
    for await (const piece of piecesOf(opened, signal)) {
      pieces.push(Buffer.from(piece))
      const bytes = pieces.reduce((sum, { length }) => sum + length, 0)
      if (bytes > maxBytes) throw tooLarge(file, bytes, maxBytes, kind)
    }
    return Buffer.concat(pieces)
  })
}

/**
 * The rest of a file, piece by piece.
 * @returns views of one buffer: each is gone when the next is asked for
 * @throws the signal's reason
 */
export async function* piecesOf(
  { handle }: UserFile,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const piece = new Uint8Array(PIECE)
  for (;;) {
    signal?.throwIfAborted()
    const { bytesRead } = await handle.read(piece, 0, PIECE)
    if (bytesRead === 0) return
    yield piece.subarray(0, bytesRead)
  }
}

/** The error for a file of more bytes than are read. */
export function tooLarge(file: string, bytes: number, maxBytes: number, kind: string): ConfigError {
  return new ConfigError({ file }, `${bytes} bytes`, `${kind} of at most ${maxBytes} bytes`)
}
