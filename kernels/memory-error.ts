/** More memory was needed than there is; the message says how much, and what for. */
export class MemoryError extends Error {
  override readonly name = 'MemoryError'
}
