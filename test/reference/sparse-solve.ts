import { CURRENT, VOLTAGE } from '../../arrays/network/problem.ts'
import { driversOf, mergedNodes, segmentsOf, type Wiring } from './circuit.ts'
import { add, divide, multiply, narrow, ONE, subtract, type Wide, wide, ZERO } from './wide.ts'

/** Corrections that no longer count beside the largest voltage. */
const SMALL = 1e-24
const MOST_ROUNDS = 60

interface Branch {
  readonly from: number
  readonly to: number
  readonly siemens: Wide
}

export interface SparseSolution {
  readonly wordVoltages: Float64Array
  readonly bitVoltages: Float64Array
  /** Formed from voltages of twice the precision. */
  readonly cellVoltages: Float64Array
  readonly cellCurrents: Float64Array
}

/**
 * Solves a large crossbar of conductances: Gaussian elimination of the node of fewest neighbours (Tinney and Walker, Proceedings
 * of the IEEE 55, 1801, 1967) in float64, and refinement whose voltages and imbalances have twice its precision, until
 * corrections vanish.
 * @param siemens of the cells, row-major
 * @throws Error where a node stands alone, sources contradict each other, or refinement does not end
 */
export function sparseSolve(wiring: Wiring, siemens: Float64Array): SparseSolution {
  const count = wiring.rows * wiring.columns
  const groups = mergedNodes(wiring)
  const root = Int32Array.from({ length: 2 * count }, (_, node) => groups.of(node))
  const voltage = new Array<Wide>(2 * count).fill(ZERO)
  const fixed = new Uint8Array(2 * count)
  const branches: Branch[] = []
  const drawn = new Array<Wide>(2 * count).fill(ZERO)
  const held = new Array<Wide>(2 * count).fill(ZERO)
  for (const { node, kind, value, ohms } of driversOf(wiring)) {
    const at = root[node]
    if (kind === CURRENT) drawn[at] = add(drawn[at], wide(value))
    if (kind !== VOLTAGE) continue
    if (ohms === 0) {
      if (fixed[at] === 1 && narrow(voltage[at]) !== value) throw new Error('sparseSolve: sources contradict')
      fixed[at] = 1
      voltage[at] = wide(value)
      continue
    }
    const leak = divide(ONE, wide(ohms))
    held[at] = add(held[at], leak)
    drawn[at] = add(drawn[at], multiply(leak, wide(value)))
  }
  const join = (from: number, to: number, value: Wide): void => {
    if (from !== to && value[0] !== 0) branches.push({ from, to, siemens: value })
  }
  for (const { from, to, ohms } of segmentsOf(wiring))
    if (ohms > 0) join(root[from], root[to], divide(ONE, wide(ohms)))
  siemens.forEach((value, k) => {
    join(root[k], root[count + k], wide(value))
  })
  const isUnknown = (node: number): boolean => root[node] === node && fixed[node] === 0
  const factors = eliminate(branches, held, isUnknown, 2 * count)
  for (let round = 0; ; round++) {
    if (round === MOST_ROUNDS) throw new Error('sparseSolve: the refinement does not end')
    const missing = drawn.map((amps, node) => subtract(amps, multiply(held[node], voltage[node])))
    for (const { from, to, siemens: value } of branches) {
      const current = multiply(value, subtract(voltage[from], voltage[to]))
      missing[from] = subtract(missing[from], current)
      missing[to] = add(missing[to], current)
    }
    const step = factors.solve(Float64Array.from(missing, narrow))
    let [largest, moved] = [0, 0]
    for (const node of factors.order) {
      voltage[node] = add(voltage[node], wide(step[node]))
      moved = Math.max(moved, Math.abs(step[node]))
    }
    for (const value of voltage) largest = Math.max(largest, Math.abs(value[0]))
    if (!(moved > SMALL * largest)) break
  }
  const at = (node: number): Wide => voltage[root[node]]
  const plane = (value: (k: number) => Wide): Float64Array =>
    Float64Array.from({ length: count }, (_, k) => narrow(value(k)))
  const drop = (k: number): Wide => subtract(at(k), at(count + k))
  return {
    wordVoltages: plane(at),
    bitVoltages: plane(k => at(count + k)),
    cellVoltages: plane(drop),
    cellCurrents: plane(k => multiply(wide(siemens[k]), drop(k))),
  }
}

interface Factors {
  /** Nodes in the order of elimination. */
  readonly order: readonly number[]
  solve(currents: Float64Array): Float64Array
}

/** Eliminates the unknown nodes in float64; each keeps its pivot and its neighbours of then. */
function eliminate(
  branches: readonly Branch[],
  held: readonly Wide[],
  isUnknown: (node: number) => boolean,
  nodes: number,
): Factors {
  const neighbours = Array.from({ length: nodes }, () => new Map<number, number>())
  const diagonal = Float64Array.from(held, narrow)
  const pair = (a: number, b: number, value: number): void => {
    neighbours[a].set(b, (neighbours[a].get(b) ?? 0) + value)
  }
  for (const { from, to, siemens } of branches) {
    const value = narrow(siemens)
    diagonal[from] += value
    diagonal[to] += value
    if (!isUnknown(from) || !isUnknown(to)) continue
    pair(from, to, -value)
    pair(to, from, -value)
  }
  // Nodes by their number of neighbours; a node may stand in an old bucket, too, and is passed over there.
  const buckets: number[][] = []
  const put = (node: number): void => {
    const degree = neighbours[node].size
    while (buckets.length <= degree) buckets.push([])
    buckets[degree].push(node)
  }
  let left = 0
  for (let node = 0; node < nodes; node++) {
    if (!isUnknown(node)) continue
    put(node)
    left++
  }
  const gone = new Uint8Array(nodes)
  const order: number[] = []
  const rows: { readonly pivot: number; readonly at: Int32Array; readonly value: Float64Array }[] = []
  for (let degree = 0; left > 0; ) {
    const node = buckets[degree]?.pop()
    if (node === undefined) {
      degree++
      if (degree > buckets.length) throw new Error('sparseSolve: lost a node')
      continue
    }
    const row = neighbours[node]
    if (gone[node] === 1 || row.size !== degree) continue
    gone[node] = 1
    left--
    const pivot = diagonal[node]
    if (!(pivot > 0)) throw new Error('sparseSolve: found a pivot that is not positive')
    const [at, value] = [Int32Array.from(row.keys()), Float64Array.from(row.values())]
    order.push(node)
    rows.push({ pivot, at, value })
    at.forEach((a, k) => {
      neighbours[a].delete(node)
      const factor = value[k] / pivot
      diagonal[a] -= factor * value[k]
      for (let l = 0; l < k; l++) {
        pair(a, at[l], -factor * value[l])
        pair(at[l], a, -factor * value[l])
      }
    })
    for (const a of at) put(a)
    degree = Math.max(0, degree - 1)
    neighbours[node] = new Map()
  }
  return {
    order,
    solve(currents) {
      const volts = currents.slice()
      order.forEach((node, k) => {
        const { pivot, at, value } = rows[k]
        const share = volts[node] / pivot
        for (let l = 0; l < at.length; l++) volts[at[l]] -= value[l] * share
      })
      for (let k = order.length - 1; k >= 0; k--) {
        const { pivot, at, value } = rows[k]
        let sum = volts[order[k]]
        for (let l = 0; l < at.length; l++) sum -= value[l] * volts[at[l]]
        volts[order[k]] = sum / pivot
      }
      return volts
    },
  }
}
