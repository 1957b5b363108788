import type { DirectedSlopes } from '../../kernels/elimination/eliminate-directed.ts'

/** How much shorter and longer reaches become, and the shortest over the span of the sources. */
const SHORTER = 4
const LONGER = 2
const SHORTEST = 1e-12

/** Net currents into the word nodes and the bit nodes, A. */
export interface NodeAmps {
  readonly word: Float64Array
  readonly bit: Float64Array
}

/**
 * How far each node may move in a step, V: it grows while the node's net current keeps its sign and shrinks where that turns
 * round.
 */
export class NodeReaches {
  readonly #word: Float64Array
  readonly #bit: Float64Array
  readonly #span: number

  /** @param span volts that the sources can put across a cell, where the reaches begin */
  constructor(count: number, span: number) {
    this.#word = new Float64Array(count).fill(span)
    this.#bit = new Float64Array(count).fill(span)
    this.#span = span
  }

  /** Sets the leaks, S, that hold each node back to about its reach under its net current, A. */
  setLeaks(net: NodeAmps, leaks: DirectedSlopes): void {
    const [word, bit] = [this.#word, this.#bit]
    for (let k = 0; k < word.length; k++) {
      leaks.word[k] = Math.abs(net.word[k]) / word[k]
      leaks.bit[k] = Math.abs(net.bit[k]) / bit[k]
    }
  }

  shorten(): void {
    for (const volts of [this.#word, this.#bit]) for (let k = 0; k < volts.length; k++) volts[k] /= SHORTER
  }

  /**
   * Lengthens and shortens the reaches after a step.
   * @param before net currents before the step, A
   * @param after net currents after it, A
   * @param most longest reach, V
   */
  follow(before: NodeAmps, after: NodeAmps, most: number): void {
    const least = SHORTEST * this.#span
    turn(this.#word, before.word, after.word, [least, most])
    turn(this.#bit, before.bit, after.bit, [least, most])
  }
}

function turn(
  volts: Float64Array,
  before: Float64Array,
  after: Float64Array,
  [least, most]: readonly [number, number],
): void {
  for (let k = 0; k < volts.length; k++) {
    const turned = before[k] * after[k] < 0
    volts[k] = turned ? Math.max(volts[k] / SHORTER, least) : Math.min(LONGER * volts[k], most)
  }
}
