import { type CrossbarGraph, GROUND } from './crossbar-graph.ts'
import { gatherNodes, scatterNodes } from './gather-nodes.ts'
import type { Front, FrontPlan } from './plan-fronts.ts'

/** Slopes of a linear network whose cells answer to each of their two nodes with one of its own; S, N x M row-major each. */
export interface DirectedSlopes {
  /** How the current from word to bit node of each cell rises with the volts of its word node, at least 0. */
  readonly word: Float64Array
  /** How it falls with the volts of its bit node, at least 0. */
  readonly bit: Float64Array
}

/** A plane of voltages whose digits go on in a second one, V. */
export interface DirectedStep {
  readonly word: Float64Array
  readonly bit: Float64Array
  readonly wordRest: Float64Array
  readonly bitRest: Float64Array
}

export interface DirectedSolver {
  /** Eliminates the nodes for these slopes. */
  factor(slopes: DirectedSlopes, leaks?: DirectedSlopes): void
  /** Node voltages for the currents (A) put into the nodes; nodes held at ground by 0 ohm get 0. */
  solve(wordIn: Float64Array, bitIn: Float64Array, step: DirectedStep): void
}

/** Schur complement of a front, for those after it: slopes from each later node (row) to each other, and leaks to ground. */
interface Rest {
  readonly mesh: Float64Array
  readonly leak: Float64Array
}

/**
 * Gaussian elimination of a crossbar whose matrix is not symmetric, front by front. A node from which currents leave with slopes
 * y_k towards the others and l to ground, together S, and to which they come with x_k, is replaced by slopes x_k y_m / S between
 * the others and by leaks x_k l / S. Nothing is ever subtracted: each pivot is accurate to its own rounding, whatever
 * the slopes span. This is the elimination of the states of a Markov chain (Grassmann, Taksar and Heyman, Operations Research 33,
 * 1107, 1985). What the voltages found leave of the currents is solved for once more, so that the sum of both
 * keeps the small differences along a line that moves as a whole.
 * @param plan of the shape of the grid
 */
export function createDirectedElimination(plan: FrontPlan): DirectedSolver {
  return new DirectedElimination(plan)
}

class DirectedElimination implements DirectedSolver {
  readonly #graph: CrossbarGraph
  readonly #fronts: readonly Front[]
  /** Of each own node p of each front towards the front's node k, at p * nodes + k: shares of the current that leave it so. */
  readonly #outwards: readonly Float64Array[]
  /** Volts of node p for each volt of node k. */
  readonly #inwards: readonly Float64Array[]
  /** One over the pivot of each node, ohm. */
  readonly #inverse: Float64Array
  /** Of each node in the front that is assembled. */
  readonly #place: Int32Array
  /** Leaks of the nodes to ground, S. */
  readonly #held: Float64Array
  readonly #volts: Float64Array
  /** Voltages of the first of the two solves. */
  readonly #first: Float64Array
  readonly #amps: Float64Array
  #slopes: DirectedSlopes = { word: new Float64Array(0), bit: new Float64Array(0) }

  constructor({ graph, fronts }: FrontPlan) {
    const multipliers = (): Float64Array[] =>
      fronts.map(({ nodes, own }) => new Float64Array(own * nodes.length))
    this.#graph = graph
    this.#fronts = fronts
    this.#outwards = multipliers()
    this.#inwards = multipliers()
    this.#inverse = new Float64Array(graph.nodes)
    this.#place = new Int32Array(graph.nodes)
    this.#held = new Float64Array(graph.nodes)
    this.#volts = new Float64Array(graph.nodes)
    this.#first = new Float64Array(graph.nodes)
    this.#amps = new Float64Array(graph.nodes)
  }

  factor(slopes: DirectedSlopes, leaks?: DirectedSlopes): void {
    this.#slopes = slopes
    this.#held.fill(0)
    if (leaks !== undefined) gatherNodes(this.#graph, leaks.word, leaks.bit, this.#held)
    const rests: (Rest | undefined)[] = []
    this.#fronts.forEach((front, k) => {
      const whole = this.#assemble(front, rests)
      this.#eliminate(front, whole, k)
      rests[k] = restOf(front, whole)
    })
  }

  solve(wordIn: Float64Array, bitIn: Float64Array, step: DirectedStep): void {
    const volts = this.#volts
    gatherNodes(this.#graph, wordIn, bitIn, this.#amps)
    volts.set(this.#amps)
    this.#substitute()
    this.#first.set(volts)
    scatterNodes(this.#graph, this.#first, step.word, step.bit)
    this.#leave()
    this.#substitute()
    scatterNodes(this.#graph, volts, step.wordRest, step.bitRest)
  }

  /** Puts the branches of a front together with what the fronts below it have left, which is given up. */
  #assemble(front: Front, rests: (Rest | undefined)[]): Rest {
    const { nodes, own } = front
    const place = this.#place
    const held = this.#held
    const size = nodes.length
    const mesh = new Float64Array(size * size)
    const leak = new Float64Array(size)
    for (let k = 0; k < size; k++) {
      place[nodes[k]] = k
      if (k < own) leak[k] = held[nodes[k]]
    }
    const whole = { mesh, leak }
    this.#addBranches(front, whole)
    for (const lower of front.below) {
      addRest(whole, this.#fronts[lower], rests[lower]!, place)
      rests[lower] = undefined
    }
    return whole
  }

  #addBranches({ nodes, branches }: Front, { mesh, leak }: Rest): void {
    const graph = this.#graph
    const { from, to } = graph
    const { word, bit } = this.#slopes
    const place = this.#place
    const size = nodes.length
    for (const branch of branches) {
      if (from[branch] === GROUND) leak[place[to[branch]]] += slopeOf(graph, bit, branch)
      else if (to[branch] === GROUND) leak[place[from[branch]]] += slopeOf(graph, word, branch)
      else {
        const [a, b] = [place[from[branch]], place[to[branch]]]
        mesh[a * size + b] += slopeOf(graph, word, branch)
        mesh[b * size + a] += slopeOf(graph, bit, branch)
      }
    }
  }

  /** Eliminates the own nodes of a front. @param at place of the front */
  #eliminate({ nodes, own }: Front, { mesh, leak }: Rest, at: number): void {
    const size = nodes.length
    const [out, into] = [this.#outwards[at], this.#inwards[at]]
    const inverse = this.#inverse
    for (let p = 0; p < own; p++) {
      let sum = leak[p]
      for (let k = p + 1; k < size; k++) sum += mesh[p * size + k]
      // A node that nothing leaves stays at 0 V.
      const share = sum > 0 ? 1 / sum : 0
      inverse[nodes[p]] = share
      for (let k = p + 1; k < size; k++) {
        out[p * size + k] = sum > 0 ? mesh[p * size + k] / sum : 0
        into[p * size + k] = sum > 0 ? mesh[k * size + p] / sum : 0
      }
      for (let k = p + 1; k < size; k++) {
        const reach = mesh[k * size + p]
        if (reach === 0) continue
        leak[k] += sum > 0 ? reach * (leak[p] / sum) : 0
        const row = k * size
        for (let l = p + 1; l < size; l++) if (l !== k) mesh[row + l] += reach * out[p * size + l]
      }
    }
  }

  /** Turns the currents in #volts into the voltages there. */
  #substitute(): void {
    const fronts = this.#fronts
    const volts = this.#volts
    const inverse = this.#inverse
    fronts.forEach(({ nodes, own }, front) => {
      const out = this.#outwards[front]
      for (let p = 0; p < own; p++) {
        const current = volts[nodes[p]]
        if (current === 0) continue
        for (let k = p + 1; k < nodes.length; k++) volts[nodes[k]] += out[p * nodes.length + k] * current
      }
    })
    for (let front = fronts.length - 1; front >= 0; front--) {
      const { nodes, own } = fronts[front]
      const into = this.#inwards[front]
      for (let p = own - 1; p >= 0; p--) {
        let sum = volts[nodes[p]] * inverse[nodes[p]]
        for (let k = p + 1; k < nodes.length; k++) sum += into[p * nodes.length + k] * volts[nodes[k]]
        volts[nodes[p]] = sum
      }
    }
  }

  /** Sets #volts to what the voltages #first leave of the currents #amps. */
  #leave(): void {
    const { from, to, cell, siemens } = this.#graph
    const { word, bit } = this.#slopes
    const volts = this.#volts
    const first = this.#first
    const amps = this.#amps
    const held = this.#held
    for (let node = 0; node < volts.length; node++) volts[node] = amps[node] - held[node] * first[node]
    for (let branch = 0; branch < from.length; branch++) {
      const [a, b] = [from[branch], to[branch]]
      const ua = a === GROUND ? 0 : first[a]
      const ub = b === GROUND ? 0 : first[b]
      const current =
        cell[branch] < 0 ? siemens[branch] * (ua - ub) : word[cell[branch]] * ua - bit[cell[branch]] * ub
      if (a !== GROUND) volts[a] -= current
      if (b !== GROUND) volts[b] += current
    }
  }
}

/** How the current of a branch answers to the volts of one of its ends, S. @param cells how those of the cells do */
function slopeOf({ cell, siemens }: CrossbarGraph, cells: Float64Array, branch: number): number {
  return cell[branch] < 0 ? siemens[branch] : cells[cell[branch]]
}

/** Adds what a front has left to the one above it. @param place of each node in the front above */
function addRest({ mesh, leak }: Rest, below: Front, rest: Rest, place: Int32Array): void {
  const size = leak.length
  const met = below.nodes.length - below.own
  for (let k = 0; k < met; k++) {
    const a = place[below.nodes[below.own + k]]
    leak[a] += rest.leak[k]
    for (let l = 0; l < met; l++)
      if (l !== k) mesh[a * size + place[below.nodes[below.own + l]]] += rest.mesh[k * met + l]
  }
}

function restOf({ nodes, own }: Front, { mesh, leak }: Rest): Rest {
  const size = nodes.length
  const met = size - own
  const rest = new Float64Array(met * met)
  for (let k = 0; k < met; k++) {
    const row = (own + k) * size + own
    rest.set(mesh.subarray(row, row + met), k * met)
  }
  return { mesh: rest, leak: leak.slice(own) }
}
