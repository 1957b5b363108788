import { type AnyArraySpec, isGated } from '../../../arrays/gated/any-array.ts'
import type { SideOfLines } from '../../../arrays/program/line-sources.ts'

/** The lines of an array that can be driven one by one. */
export function sidesOf(spec: AnyArraySpec): SideOfLines[] {
  const [rows, columns] = spec.size
  if (!isGated(spec)) {
    return [
      { side: 'word', lines: rows },
      { side: 'bit', lines: columns },
    ]
  }
  return [
    { side: 'gate', lines: rows },
    { side: 'drain', lines: rows },
    { side: 'source', lines: columns },
  ]
}
