/** One tensor of a file that a test makes. */
export interface TestTensor {
  readonly dtype: string
  readonly shape: readonly number[]
  readonly bytes: Uint8Array
}

/** The bytes of a safetensors file. */
export function safetensorsBytes(
  tensors: Readonly<Record<string, TestTensor>>,
  change: (header: Record<string, { data_offsets: [number, number] }>) => unknown = header => header,
): Buffer {
  let at = 0
  const header: Record<string, { dtype: string; shape: readonly number[]; data_offsets: [number, number] }> =
    {}
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [at, at + bytes.length] }
    at += bytes.length
  }
  const text = Buffer.from(JSON.stringify(change({ __metadata__: { format: 'pt' } as never, ...header })))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(text.length))
  return Buffer.concat([length, text, ...Object.values(tensors).map(({ bytes }) => bytes)])
}

/** float32 values, little-endian. */
export function float32Bytes(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length)
  values.forEach((value, k) => {
    bytes.writeFloatLE(value, 4 * k)
  })
  return bytes
}
