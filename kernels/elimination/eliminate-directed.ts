import { GROUND } from './crossbar-graph.ts'
import type { Front, FrontPlan } from './plan-fronts.ts'

/** What makes a linear network whose cells answer to their two nodes with slopes of their own; S, N x M row-major each. */
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

/** What is left of a front for those after it: slopes from each of its later nodes (row) to each other, and leaks to ground. */
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
  const { graph, fronts } = plan
  const { nodes: count, wordNode, bitNode, from, to, cell, siemens } = graph
  const outwards = fronts.map(({ nodes, own }) => new Float64Array(own * nodes.length))
  const inwards = fronts.map(({ nodes, own }) => new Float64Array(own * nodes.length))
  const inverse = new Float64Array(count)
  const place = new Int32Array(count)
  const held = new Float64Array(count)
  const volts = new Float64Array(count)
  const first = new Float64Array(count)
  const amps = new Float64Array(count)
  let slopes: DirectedSlopes = { word: new Float64Array(0), bit: new Float64Array(0) }

  const forwards = (branch: number): number =>
    cell[branch] < 0 ? siemens[branch] : slopes.word[cell[branch]]
  const backwards = (branch: number): number =>
    cell[branch] < 0 ? siemens[branch] : slopes.bit[cell[branch]]

  function assemble(front: Front, rests: (Rest | undefined)[]): Rest {
    const { nodes, own } = front
    const size = nodes.length
    const mesh = new Float64Array(size * size)
    const leak = new Float64Array(size)
    for (let k = 0; k < size; k++) {
      place[nodes[k]] = k
      if (k < own) leak[k] = held[nodes[k]]
    }
    for (const branch of front.branches) {
      if (from[branch] === GROUND) leak[place[to[branch]]] += backwards(branch)
      else if (to[branch] === GROUND) leak[place[from[branch]]] += forwards(branch)
      else {
        const [a, b] = [place[from[branch]], place[to[branch]]]
        mesh[a * size + b] += forwards(branch)
        mesh[b * size + a] += backwards(branch)
      }
    }
    for (const lower of front.below) {
      const below = fronts[lower]
      const rest = rests[lower]!
      rests[lower] = undefined
      const met = below.nodes.length - below.own
      for (let k = 0; k < met; k++) {
        const a = place[below.nodes[below.own + k]]
        leak[a] += rest.leak[k]
        for (let l = 0; l < met; l++)
          if (l !== k) mesh[a * size + place[below.nodes[below.own + l]]] += rest.mesh[k * met + l]
      }
    }
    return { mesh, leak }
  }

  function eliminate({ nodes, own }: Front, { mesh, leak }: Rest, at: number): void {
    const size = nodes.length
    const [out, into] = [outwards[at], inwards[at]]
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

  /** Turns the currents in `volts` into the voltages there. */
  function substitute(): void {
    fronts.forEach(({ nodes, own }, front) => {
      const out = outwards[front]
      for (let p = 0; p < own; p++) {
        const current = volts[nodes[p]]
        if (current === 0) continue
        for (let k = p + 1; k < nodes.length; k++) volts[nodes[k]] += out[p * nodes.length + k] * current
      }
    })
    for (let front = fronts.length - 1; front >= 0; front--) {
      const { nodes, own } = fronts[front]
      const into = inwards[front]
      for (let p = own - 1; p >= 0; p--) {
        let sum = volts[nodes[p]] * inverse[nodes[p]]
        for (let k = p + 1; k < nodes.length; k++) sum += into[p * nodes.length + k] * volts[nodes[k]]
        volts[nodes[p]] = sum
      }
    }
  }

  /** Sets `volts` to what the voltages `first` leave of the currents `amps`. */
  function leave(): void {
    for (let node = 0; node < count; node++) volts[node] = amps[node] - held[node] * first[node]
    for (let branch = 0; branch < from.length; branch++) {
      const [a, b] = [from[branch], to[branch]]
      const ua = a === GROUND ? 0 : first[a]
      const ub = b === GROUND ? 0 : first[b]
      const current =
        cell[branch] < 0 ? siemens[branch] * (ua - ub) : forwards(branch) * ua - backwards(branch) * ub
      if (a !== GROUND) volts[a] -= current
      if (b !== GROUND) volts[b] += current
    }
  }

  function gather(word: Float64Array, bit: Float64Array, sums: Float64Array): void {
    sums.fill(0)
    for (let k = 0; k < wordNode.length; k++) {
      if (wordNode[k] !== GROUND) sums[wordNode[k]] += word[k]
      if (bitNode[k] !== GROUND) sums[bitNode[k]] += bit[k]
    }
  }

  function scatter(values: Float64Array, word: Float64Array, bit: Float64Array): void {
    for (let k = 0; k < wordNode.length; k++) {
      word[k] = wordNode[k] === GROUND ? 0 : values[wordNode[k]]
      bit[k] = bitNode[k] === GROUND ? 0 : values[bitNode[k]]
    }
  }

  return {
    factor(given, leaks) {
      slopes = given
      held.fill(0)
      if (leaks !== undefined) gather(leaks.word, leaks.bit, held)
      const rests: (Rest | undefined)[] = []
      fronts.forEach((front, k) => {
        const whole = assemble(front, rests)
        eliminate(front, whole, k)
        rests[k] = restOf(front, whole)
      })
    },
    solve(wordIn, bitIn, step) {
      gather(wordIn, bitIn, amps)
      volts.set(amps)
      substitute()
      first.set(volts)
      scatter(first, step.word, step.bit)
      leave()
      substitute()
      scatter(volts, step.wordRest, step.bitRest)
    },
  }
}
