/** Of the chunk IHDR with its length, name and checksum, after the eight bytes that every PNG begins with. */
const HEADER_BYTES = 8 + 25
const METRES_PER_INCH = 0.0254

/**
 * A PNG that says how large it is in print: the chunk pHYs after the header (ISO/IEC 15948, 11.3.5.3), in points per metre.
 * @param png one without that chunk
 */
export function withResolution(png: Buffer, dpi: number): Buffer {
  const body = Buffer.alloc(4 + 9)
  body.write('pHYs', 0, 'latin1')
  const perMetre = Math.round(dpi / METRES_PER_INCH)
  body.writeUInt32BE(perMetre, 4)
  body.writeUInt32BE(perMetre, 8)
  body.writeUInt8(1, 12)
  const chunk = Buffer.alloc(4 + body.length + 4)
  chunk.writeUInt32BE(body.length - 4, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(checksum(body), 4 + body.length)
  return Buffer.concat([png.subarray(0, HEADER_BYTES), chunk, png.subarray(HEADER_BYTES)])
}

/** CRC-32 as PNG has it (ISO/IEC 15948, annex D). */
function checksum(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return ~crc >>> 0
}
