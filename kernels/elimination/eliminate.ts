import type { CrossbarGrid } from '../crossbar-grid.ts'
import type { FrontSolver } from '../front-solve.ts'
import { GROUND } from './crossbar-graph.ts'
import type { Front, FrontPlan } from './plan-fronts.ts'

/** Schur complement of a front, for those after it: branches between its later nodes (lower triangle) and their leaks to ground. */
interface Rest {
  readonly mesh: Float64Array
  readonly leak: Float64Array
}

/**
 * Gaussian elimination of any crossbar, front by front. A node with branches y and leak l, together S, is replaced by the
 * mesh y_k y_l / S between its neighbours and by leaks y_k l / S: the star-mesh rule. A pivot is the sum of what is there,
 * nothing is ever subtracted, so that it is accurate to its own rounding whatever the conductances span (Grassmann, Taksar and
 * Heyman, Operations Research 33, 1107, 1985, for Markov chains). Work grows as the number of cells to the power 1.5.
 * @param plan of the shape of this grid
 */
export function createElimination(grid: CrossbarGrid, plan: FrontPlan): FrontSolver {
  const { graph, fronts } = plan
  const { wordNode, bitNode } = graph
  const multipliers = fronts.map(({ nodes, own }) => new Float64Array(own * nodes.length))
  const inverse = new Float64Array(graph.nodes)
  const volts = new Float64Array(graph.nodes)
  const place = new Int32Array(graph.nodes)

  function assemble(front: Front, rests: Map<number, Rest>): Rest {
    const size = front.nodes.length
    const mesh = new Float64Array(size * size)
    const leak = new Float64Array(size)
    for (let k = 0; k < size; k++) place[front.nodes[k]] = k
    for (const branch of front.branches) {
      const [from, to, cell] = [graph.from[branch], graph.to[branch], graph.cell[branch]]
      const siemens = cell >= 0 ? grid.conductance[cell] : graph.siemens[branch]
      if (from === GROUND) leak[place[to]] += siemens
      else if (to === GROUND) leak[place[from]] += siemens
      else {
        const [a, b] = [place[from], place[to]]
        mesh[a > b ? a * size + b : b * size + a] += siemens
      }
    }
    for (const lower of front.below) {
      const { nodes, own } = fronts[lower]
      const rest = rests.get(lower) as Rest
      rests.delete(lower)
      const met = nodes.length - own
      for (let k = 0; k < met; k++) {
        const a = place[nodes[own + k]]
        leak[a] += rest.leak[k]
        for (let l = 0; l < k; l++) {
          const b = place[nodes[own + l]]
          mesh[a > b ? a * size + b : b * size + a] += rest.mesh[k * met + l]
        }
      }
    }
    return { mesh, leak }
  }

  return {
    factor() {
      const rests = new Map<number, Rest>()
      fronts.forEach((front, k) => {
        const whole = assemble(front, rests)
        eliminate(front, whole, multipliers[k], inverse)
        rests.set(k, restOf(front, whole))
      })
    },
    solve(wordIn, bitIn, word, bit) {
      volts.fill(0)
      for (let k = 0; k < wordNode.length; k++) {
        if (wordNode[k] !== GROUND) volts[wordNode[k]] += wordIn[k]
        if (bitNode[k] !== GROUND) volts[bitNode[k]] += bitIn[k]
      }
      fronts.forEach(({ nodes, own }, front) => {
        const factors = multipliers[front]
        for (let p = 0; p < own; p++) {
          const current = volts[nodes[p]]
          if (current === 0) continue
          for (let k = p + 1; k < nodes.length; k++)
            volts[nodes[k]] += factors[p * nodes.length + k] * current
        }
      })
      for (let front = fronts.length - 1; front >= 0; front--) {
        const { nodes, own } = fronts[front]
        const factors = multipliers[front]
        for (let p = own - 1; p >= 0; p--) {
          let sum = volts[nodes[p]] * inverse[nodes[p]]
          for (let k = p + 1; k < nodes.length; k++) sum += factors[p * nodes.length + k] * volts[nodes[k]]
          volts[nodes[p]] = sum
        }
      }
      for (let k = 0; k < wordNode.length; k++) {
        word[k] = wordNode[k] === GROUND ? 0 : volts[wordNode[k]]
        bit[k] = bitNode[k] === GROUND ? 0 : volts[bitNode[k]]
      }
    },
  }
}

/** Replaces the front's own nodes by branches between the later ones; multipliers go to `factors`, inverse pivots to `inverse`. */
function eliminate(front: Front, { mesh, leak }: Rest, factors: Float64Array, inverse: Float64Array): void {
  const { nodes, own } = front
  const size = nodes.length
  for (let p = 0; p < own; p++) {
    let sum = leak[p]
    for (let k = p + 1; k < size; k++) sum += mesh[k * size + p]
    // A node that nothing joins stays at 0 V.
    const share = sum > 0 ? 1 / sum : 0
    inverse[nodes[p]] = share
    const at = p * size
    for (let k = p + 1; k < size; k++) factors[at + k] = mesh[k * size + p] / (sum > 0 ? sum : 1)
    const ownLeak = leak[p]
    for (let k = p + 1; k < size; k++) {
      const factor = factors[at + k]
      if (factor === 0) continue
      leak[k] += factor * ownLeak
      const row = k * size
      const branch = mesh[row + p]
      for (let l = p + 1; l < k; l++) mesh[row + l] += branch * factors[at + l]
    }
  }
}

/** Branches and leaks of the later nodes of a front. */
function restOf({ nodes, own }: Front, { mesh, leak }: Rest): Rest {
  const size = nodes.length
  const met = size - own
  const rest = new Float64Array(met * met)
  for (let k = 0; k < met; k++) {
    const row = (own + k) * size + own
    rest.set(mesh.subarray(row, row + k), k * met)
  }
  return { mesh: rest, leak: leak.slice(own) }
}
