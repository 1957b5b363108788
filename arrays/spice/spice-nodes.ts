import type { NetworkProblem } from '../network/problem.ts'

/** A crossbar without its cell laws. */
export type Wiring = Pick<
  NetworkProblem,
  'rows' | 'columns' | 'wordWire' | 'bitWire' | 'left' | 'right' | 'top' | 'bottom'
>

/** Names of the nodes in a netlist, row-major; nodes joined by 0 ohm share the name of the first of them. */
export interface SpiceNodes {
  readonly word: readonly string[]
  /** "b_i_j" */
  readonly bit: readonly string[]
}

/** Name in a circuit of the node of a cell on its word or bit line. @defaultValue "w_i_j", "b_i_j" */
export type NameNode = (line: 'word' | 'bit', row: number, column: number) => string

const usual: NameNode = (line, row, column) => `${line === 'word' ? 'w' : 'b'}_${row}_${column}`

export function spiceNodes(wiring: Wiring, nameNode: NameNode = usual): SpiceNodes {
  const { rows, columns } = wiring
  const word: string[] = []
  const bit: string[] = []
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      word.push(j > 0 && wordOhms(wiring, i, j - 1) === 0 ? word.at(-1)! : nameNode('word', i, j))
      bit.push(i > 0 && bitOhms(wiring, i - 1, j) === 0 ? bit[(i - 1) * columns + j] : nameNode('bit', i, j))
    }
  }
  return { word, bit }
}

/** Ohms of the word-line segment between bit lines j and j + 1. */
export function wordOhms({ wordWire, columns }: Wiring, i: number, j: number): number {
  return typeof wordWire === 'number' ? wordWire : wordWire[i * (columns - 1) + j]
}

/** Ohms of the bit-line segment between word lines i and i + 1. */
export function bitOhms({ bitWire, columns }: Wiring, i: number, j: number): number {
  return typeof bitWire === 'number' ? bitWire : bitWire[i * columns + j]
}
