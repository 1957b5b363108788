import type { EndSources, GridSources } from '../../kernels/kirchhoff.ts'
import { solveSemidefinite } from '../../kernels/small-matrix.ts'

/** Voltages of the nodes of word and bit lines, N*M each, V. */
export interface NodePlanes {
  readonly word: Float64Array
  readonly bit: Float64Array
}

/** Ohms of every segment of word and of bit lines. */
export interface EvenWires {
  readonly word: number
  readonly bit: number
}

/** A network of linear cells without its wires. */
export interface WirelessNetwork {
  readonly rows: number
  readonly columns: number
  /** Of the cells, N*M, S. */
  readonly conductance: Float64Array
  readonly sources: GridSources
}

/** Differences that are kept, 16 MB each at 1024 x 1024; a few more save some solves and cost as much in sums. */
const MOST = 6
/** Nodes that are combined while they are in the cache. */
const BLOCK = 2048

/** What a solution has to do with another: V^2 S in cells and drivers, V^2 along the wires of word and bit lines. */
interface Product {
  readonly fixed: number
  readonly word: number
  readonly bit: number
}

/**
 * The reduced basis method for a network whose wires change and nothing else. Kirchhoff's law is affine in the siemens of a segment: what
 * solutions have to do with each other is summed once, and says for any wires which combination of them is nearest in energy. All of
 * them agree at nodes that 0-ohm sources hold, so that a combination is the first solution and weighted differences from it.
 */
export class ReducedBasis {
  readonly #network: WirelessNetwork
  #origin: NodePlanes | undefined
  /** Differences from the origin, oldest first; products of each with those up to itself. */
  readonly #steps: NodePlanes[] = []
  readonly #products: Product[][] = []
  /** What the sources at the origin do along each difference. */
  readonly #pulls: Product[] = []

  constructor(network: WirelessNetwork) {
    this.#network = network
  }

  get isEmpty(): boolean {
    return this.#origin === undefined
  }

  /** @param solution of the network under any wires, which is copied */
  add(solution: NodePlanes): void {
    const origin = this.#origin
    if (origin === undefined) {
      this.#origin = { word: solution.word.slice(), bit: solution.bit.slice() }
      return
    }
    const step = this.#steps.length < MOST ? emptyLike(origin) : this.#takeOldest()
    for (const side of ['word', 'bit'] as const) {
      const [to, from, base] = [step[side], solution[side], origin[side]]
      for (let k = 0; k < to.length; k++) to[k] = from[k] - base[k]
    }
    this.#steps.push(step)
    const [before, ...products] = productsOf(this.#network, step, [origin, ...this.#steps])
    this.#products.push(products)
    const fed = feedOf(this.#network, step)
    this.#pulls.push({ fixed: fed - before.fixed, word: -before.word, bit: -before.bit })
  }

  /** Sets nodes to the combination of the solutions added that is nearest to the one under these wires, above 0 ohm. */
  combine(wires: EvenWires, nodes: NodePlanes): void {
    const origin = this.#origin
    if (origin === undefined) throw new RangeError('ReducedBasis.combine: no solution was added')
    const steps = this.#steps
    const weights = this.#weights(wires)
    for (const side of ['word', 'bit'] as const) {
      const [to, from] = [nodes[side], origin[side]]
      for (let start = 0; start < to.length; start += BLOCK) {
        const end = Math.min(start + BLOCK, to.length)
        for (let k = start; k < end; k++) to[k] = from[k]
        // Two at a time: half as many times to memory and back.
        for (let step = 1; step < steps.length; step += 2)
          addTwo(
            to,
            [weights[step - 1], weights[step]],
            [steps[step - 1][side], steps[step][side]],
            [start, end],
          )
        const last = steps.length - 1
        if (steps.length % 2 === 1) addTwo(to, [weights[last], 0], [steps[last][side], to], [start, end])
      }
    }
  }

  #weights({ word, bit }: EvenWires): Float64Array {
    const at = (product: Product): number => product.fixed + product.word / word + product.bit / bit
    const count = this.#steps.length
    const matrix = new Float64Array(count * count)
    this.#products.forEach((row, r) => {
      row.forEach((product, c) => {
        matrix[r * count + c] = at(product)
        matrix[c * count + r] = at(product)
      })
    })
    const weights = Float64Array.from(this.#pulls, at)
    solveSemidefinite(matrix, weights)
    return weights
  }

  #takeOldest(): NodePlanes {
    this.#pulls.shift()
    this.#products.shift()
    for (const row of this.#products) row.shift()
    return this.#steps.shift()!
  }
}

function emptyLike({ word, bit }: NodePlanes): NodePlanes {
  return { word: new Float64Array(word.length), bit: new Float64Array(bit.length) }
}

function addTwo(
  to: Float64Array,
  [u, v]: readonly [number, number],
  [a, b]: readonly [Float64Array, Float64Array],
  [start, end]: readonly [number, number],
): void {
  for (let k = start; k < end; k++) to[k] = to[k] + (u * a[k] + v * b[k])
}

/** Currents of one row of cells, and the drops from each node to the next and to the one below. */
interface RowDrops {
  readonly cells: Float64Array
  readonly along: Float64Array
  readonly down: Float64Array
}

/** Products of one with others, a row of the array at a time. */
function productsOf(network: WirelessNetwork, one: NodePlanes, others: readonly NodePlanes[]): Product[] {
  const { rows, columns, conductance } = network
  const sums = others.map(other => ({ fixed: endProduct(network, one, other), word: 0, bit: 0 }))
  const row = () => new Float64Array(columns)
  const drops: RowDrops = { cells: row(), along: row(), down: row() }
  const { cells, along, down } = drops
  const { word, bit } = one
  for (let i = 0; i < rows; i++) {
    const from = i * columns
    const below = i < rows - 1 ? from + columns : from
    for (let j = 0; j < columns; j++) {
      const k = from + j
      cells[j] = conductance[k] * (word[k] - bit[k])
      down[j] = bit[k] - bit[below + j]
      if (j < columns - 1) along[j] = word[k] - word[k + 1]
    }
    others.forEach((other, p) => {
      addRow(sums[p], drops, other, from, below)
    })
  }
  return sums
}

/** @param from first node of the row @param below first node of the next one; the last row is its own */
function addRow(
  sums: { fixed: number; word: number; bit: number },
  { cells, along, down }: RowDrops,
  { word, bit }: NodePlanes,
  from: number,
  below: number,
): void {
  const columns = cells.length
  let fixed = 0
  let alongWord = 0
  let alongBit = 0
  // The last drop along the line is 0, and so is its own.
  let next = word[from + columns - 1]
  for (let j = columns - 1; j >= 0; j--) {
    const volts = word[from + j]
    const own = bit[from + j]
    fixed += cells[j] * (volts - own)
    alongWord += along[j] * (volts - next)
    alongBit += down[j] * (own - bit[below + j])
    next = volts
  }
  sums.fixed += fixed
  sums.word += alongWord
  sums.bit += alongBit
}

/** The part of the drivers, those of 0 ohm left out. */
function endProduct(network: WirelessNetwork, one: NodePlanes, other: NodePlanes): number {
  let sum = 0
  eachEnd(network, (ends, line, side, node) => {
    if (ends.ohms[line] > 0) sum += (one[side][node] * other[side][node]) / ends.ohms[line]
  })
  return sum
}

/** What the sources feed along a difference. */
function feedOf(network: WirelessNetwork, step: NodePlanes): number {
  let sum = 0
  eachEnd(network, (ends, line, side, node) => {
    const volts = ends.ohms[line] > 0 ? ends.volts[line] / ends.ohms[line] : 0
    sum += step[side][node] * (volts + ends.amps[line])
  })
  return sum
}

function eachEnd(
  { rows, columns, sources }: WirelessNetwork,
  take: (ends: EndSources, line: number, side: 'word' | 'bit', node: number) => void,
): void {
  for (let i = 0; i < rows; i++) {
    take(sources.left, i, 'word', i * columns)
    take(sources.right, i, 'word', (i + 1) * columns - 1)
  }
  for (let j = 0; j < columns; j++) {
    take(sources.top, j, 'bit', j)
    take(sources.bottom, j, 'bit', (rows - 1) * columns + j)
  }
}
