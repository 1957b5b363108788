/** Fault in the definition of a device, with its place. */
export class DefinitionError extends RangeError {
  override readonly name = 'DefinitionError'
  /** Keys that lead to the place. */
  readonly path: readonly string[]
  readonly found: string
  readonly expected: string
  /** Characters from the beginning of the law that stands there. */
  readonly offset: number

  constructor(device: string, path: readonly string[], found: string, expected: string, offset = 0) {
    super(`${device}: ${path.join('.')}: found ${found}; expected ${expected}`)
    this.path = path
    this.found = found
    this.expected = expected
    this.offset = offset
  }
}
