/** A PNG put together from its chunks, so that a test can write one that no encoder would. */
export function pngOf(
  header: PngHeader,
  chunks: readonly (readonly [type: string, data: Uint8Array])[],
): Buffer {
  const { width, height, depth = 8, colour = 0 } = header
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([depth, colour], 8)
  const all = [['IHDR', head] as const, ...chunks, ['IEND', Buffer.alloc(0)] as const]
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ...all.map(([type, data]) => chunk(type, data)),
  ])
}

export interface PngHeader {
  readonly width: number
  readonly height: number
  /** @defaultValue 8 */
  readonly depth?: number
  /** @defaultValue 0, grey */
  readonly colour?: number
}

function chunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length, 0)
  bytes.write(type, 4, 'latin1')
  bytes.set(data, 8)
  bytes.writeUInt32BE(checksum(bytes.subarray(4, -4)), bytes.length - 4)
  return bytes
}

/** CRC-32 as PNG has it (ISO/IEC 15948, annex D). */
function checksum(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}
