import type { LawNode } from './law-node.ts'

/** An unknown inside a cell: where `equation` is 0, between two values at which it has different signs. */
export interface LawUnknown {
  readonly name: string
  readonly equation: LawNode
  readonly between: readonly [LawNode, LawNode]
}
