import { createHash } from 'node:crypto'
import { parquetMetadata } from 'hyparquet'
import * as z from 'zod'
import type { RowRange } from './shard-layout.ts'

/** Key of the Parquet file's own key-value metadata. */
export const SEAL_KEY = 'sneakpath'

/** Identity of a shard, so that another file in its place is known. */
export interface ShardSeal extends RowRange {
  /** Hash of the study. */
  readonly study: string
  /** SHA-256 of the NPZ file of each map, by its name. */
  readonly maps: Readonly<Record<string, string>>
}

const sealSchema: z.ZodType<ShardSeal> = z.object({
  study: z.string(),
  from: z.int(),
  to: z.int(),
  maps: z.record(z.string(), z.string()),
})

/** The checksum is the last of the seal; it is of the whole file, with zeros in its own place. */
const LABEL = '"sha256":"'
const BLANK = '0'.repeat(64)

/** The seal as text, its checksum not known yet. */
export function sealText({ study, from, to, maps }: ShardSeal): string {
  return JSON.stringify({ study, from, to, maps, sha256: BLANK })
}

/** Puts the checksum into a file that was written with the text of a seal. */
export function closeSeal(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file)
  const place = bytes.lastIndexOf(`${LABEL}${BLANK}"`)
  if (place < 0) throw new Error('a shard without the text of a seal')
  const checksum = sha256(bytes)
  bytes.write(checksum, place + LABEL.length, 'latin1')
  return bytes
}

/** The fault in the bytes of a shard, in words, or the identity that it states. */
export function readSeal(bytes: Buffer): ShardSeal | string {
  if (bytes.length === 0) return 'an empty file'
  const start = bytes.lastIndexOf(LABEL) + LABEL.length
  const end = start + BLANK.length
  const checksum = start < LABEL.length ? '' : bytes.toString('latin1', start, end)
  if (!/^[0-9a-f]{64}$/.test(checksum)) return 'a file without the checksum of a shard'
  if (sha256(bytes.subarray(0, start), BLANK, bytes.subarray(end)) !== checksum)
    return 'other bytes than were written'
  try {
    const { key_value_metadata: pairs = [], num_rows: rows } = parquetMetadata(wholeBuffer(bytes))
    const seal = sealSchema.parse(JSON.parse(pairs.find(({ key }) => key === SEAL_KEY)!.value!))
    return Number(rows) === seal.to - seal.from ? seal : 'another number of rows than were written'
  } catch {
    return 'a file that is no shard'
  }
}

export function sha256(...parts: readonly (Uint8Array | string)[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

/** Buffer that hyparquet reads from; copied only where the bytes are a part of something larger. */
export function wholeBuffer({ buffer, byteOffset, byteLength }: Uint8Array): ArrayBuffer {
  const whole = byteOffset === 0 && byteLength === buffer.byteLength && buffer instanceof ArrayBuffer
  return whole ? buffer : (buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)
}
