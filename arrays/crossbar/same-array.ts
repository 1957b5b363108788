import type { ArraySpec } from './array-spec.ts'

const PARTS = ['model', 'parameters', 'wordWire', 'bitWire', 'stuck', 'access', 'engine'] as const

/** Whether two arrays are one and the same, but for their states and how fast these move. */
export function isSameArray(one: ArraySpec, other: ArraySpec): boolean {
  return (
    one === other ||
    (one.size[0] === other.size[0] &&
      one.size[1] === other.size[1] &&
      PARTS.every(part => one[part] === other[part]))
  )
}
