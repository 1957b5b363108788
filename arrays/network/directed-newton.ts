import {
  createDirectedElimination,
  type DirectedSlopes,
} from '../../kernels/elimination/eliminate-directed.ts'
import type { FrontPlan } from '../../kernels/elimination/plan-fronts.ts'
import {
  type Balance,
  type BalanceResult,
  isNothing,
  largestOf,
  lawFailure,
  normalise,
  notConverged,
} from './balance.ts'
import { spanOfSources } from './conducting-cells.ts'
import { copyNodes, emptyNodes } from './copy-nodes.ts'
import { type GroundedCells, groundedNetwork } from './grounded-cells.ts'
import { nodeBalance } from './node-balance.ts'

const MAX_NEWTON = 200
/** Part of the promised fall of the imbalance that a step has to bring (Armijo). */
const LEAST_FALL = 1e-4
/** Halvings of a step before it is held back instead. */
const MOST_HALVINGS = 4
/** How many times what the nodes span a step may move one. */
const MOST_GROWTH = 8
/** Leaks that hold nodes back: how much less they begin with than the last ones, by how much more they are tried, and their range over the largest slope. */
const LESS_LEAK = 64
const MORE_LEAK = 4
const [LEAST_LEAK, MOST_LEAK] = [1e-30, 10]
/** Reaches of single nodes: how much shorter and longer they become, the shortest over the span of the sources, and tries. */
const SHORTER = 4
const LONGER = 2
const SHORTEST = 1e-12
const MOST_TRIALS = 20
/** Every so many steps the way of holding back that is tried first is the other one. */
const OTHERWISE = 4
/** A step at the rounding of all currents is taken where it is below this share of the largest voltage; a longer one is rounding. */
const ROUNDING_STEP = 1e-6
/** A step this small relative to the largest voltage leaves, in balance, nothing to be done. */
const LAST_STEP = 1e-10
/** Rounding counts up to this share of the largest current. */
const MOST_ROUNDING = 1e-6

/**
 * Brings a network whose cells feel their lines against ground to balance where currents are many decades apart or flat: Newton's
 * method with an elimination that keeps the digits of every node, and a look at each node and line beside its own currents. The
 * Jacobian J has columns that add up to what leaves the network and other entries that are not positive, so that a step
 * along the inverse of J, or of J plus any leaks D of the nodes to where they stand, lowers the sum of the imbalances. Steps
 * that reach too far or help too little are made again with the same leak at all nodes, the least that keeps them in reach, or with
 * the leaks |net current| / reach, the reach of each node its own: the implicit Euler method for the flow of the voltages
 * towards balance, in which all networks of this kind end.
 *
 * Source: J. M. Ortega and W. C. Rheinboldt, Iterative Solution of Nonlinear Equations in Several Variables (1970), 13.5, on
 * M-functions; C. T. Kelley and D. E. Keyes, SIAM J. Numer. Anal. 35, 508 (1998), on continuation in a pseudo time.
 * @throws SolverError where the laws overflow or the steps come to nothing
 */
export function directedNewton(
  balance: Balance,
  cells: GroundedCells,
  plan: FrontPlan,
  tolerance: number,
): BalanceResult {
  const { planes, sources, laws } = balance
  const { grid, nodes, wordIn, bitIn } = planes
  const count = wordIn.length
  const plane = () => new Float64Array(count)
  const network = groundedNetwork(balance, cells)
  const { excess } = nodeBalance(plan.graph, balance, network.slopes)
  const elimination = createDirectedElimination(plan)
  const step = { word: plane(), bit: plane(), wordRest: plane(), bitRest: plane() }
  const base = emptyNodes(nodes)
  const net: DirectedSlopes = { word: plane(), bit: plane() }
  const leaks: DirectedSlopes = { word: plane(), bit: plane() }
  const span = spanOfSources(sources)
  let leak = 0
  const reaches: DirectedSlopes = { word: plane().fill(span), bit: plane().fill(span) }
  let newton = 0
  let lastStep = Infinity

  if (!network.evaluate()) throw lawFailure(balance)
  let now = look()
  let left = excess()
  while (newton < MAX_NEWTON && now.largest > 0) {
    const done = left === 0
    newton++
    keep()
    const size = solve(undefined)
    if (done) {
      if (size <= ROUNDING_STEP * now.largestVolts) place(1)
      break
    }
    if (now.worst <= tolerance * now.largest && size <= LAST_STEP * now.largestVolts) {
      place(1)
      lastStep = size
      break
    }
    lastStep = size <= MOST_GROWTH * reach() ? search(size, MOST_HALVINGS, 'no') : 0
    if (lastStep === 0) lastStep = newton % OTHERWISE === 0 ? byNode() || together() : together() || byNode()
    if (lastStep === 0) break
  }
  const { worst, largest, largestVolts, wireWatts, cellWatts } = now
  let residual = worst === 0 ? 0 : worst / largest
  const nothing = !(residual <= tolerance) && isNothing(largest, balance)
  if (nothing) residual = 0
  if (!(residual <= (left === 0 ? MOST_ROUNDING : tolerance))) {
    const tried = `${newton} Newton steps, the last of ${lastStep.toExponential(1)} V`
    throw notConverged(grid, wordIn, bitIn, tried, residual, tolerance)
  }
  const moving = left > 0 && !(lastStep <= ROUNDING_STEP * largestVolts)
  return { newton, iterations: 0, residual, nothing, moving, wireWatts, cellWatts }

  function look() {
    const found = planes.look(false)
    return { ...found, largest: Math.max(found.largest, laws.sourceAmps ?? 0) }
  }

  /** Volts that the nodes span, or the sources where that is more: currents may raise lines far above all sources. */
  function reach(): number {
    return Math.max(span, largestOf(nodes.wordReference), largestOf(nodes.bitReference))
  }

  function keep(): void {
    copyNodes(nodes, base)
    net.word.set(wordIn)
    net.bit.set(bitIn)
  }

  /** @returns the longest step, V */
  function solve(leaks: DirectedSlopes | undefined): number {
    elimination.factor(network.slopes, leaks)
    elimination.solve(net.word, net.bit, step)
    const size = Math.max(largestOf(step.word), largestOf(step.bit))
    return isNumber(step.word) && isNumber(step.bit) ? size : Infinity
  }

  /** Puts the nodes at `length`, a power of two, times the step, without loss; false where a law has no finite value there. */
  function place(length: number): boolean {
    copyNodes(base, nodes)
    addWithoutLoss(nodes.wordReference, nodes.wordDeviation, step.word, step.wordRest, length)
    addWithoutLoss(nodes.bitReference, nodes.bitDeviation, step.bit, step.bitRest, length)
    normalise(nodes)
    if (!network.evaluate()) return false
    now = look()
    return true
  }

  /**
   * @param flat whether a step may cross a stretch without a fall: as long as the net currents draw it on, or in any case
   * @returns the step taken, V; 0 where no length helped and all is as it was
   */
  function search(size: number, halvings: number, flat: 'no' | 'drawn on' | 'any'): number {
    for (let trial = 0, length = 1; trial <= halvings; trial++, length /= 2) {
      if (!place(length)) continue
      const there = excess()
      const falls = there <= (1 - LEAST_FALL * length) * left
      const level = there <= left && flat !== 'no' && (flat === 'any' || isDrawnOn())
      if (!(falls || level)) continue
      left = there
      return length * size
    }
    copyNodes(base, nodes)
    if (!network.evaluate()) throw lawFailure(balance)
    now = look()
    return 0
  }

  /** A step with one leak for all nodes, the least that keeps it short and lets it end where it was drawn to. */
  function together(): number {
    const farthest = reach() / 2
    const most = MOST_LEAK * Math.max(largestOf(network.slopes.word), largestOf(network.slopes.bit))
    leak = Math.max(leak / LESS_LEAK, LEAST_LEAK * most)
    for (; leak <= most; leak *= MORE_LEAK) {
      leaks.word.fill(leak)
      leaks.bit.fill(leak)
      const size = solve(leaks)
      const taken = size <= farthest ? search(size, 1, 'drawn on') : 0
      if (taken > 0) return taken
    }
    return 0
  }

  /**
   * A step that no node goes much further with than its own reach, which grows while its net current keeps its sign and shrinks
   * where that turns round: for lines that each have their own flat stretch.
   */
  function byNode(): number {
    for (let trial = 0; trial < MOST_TRIALS; trial++) {
      for (let k = 0; k < count; k++) {
        leaks.word[k] = Math.abs(net.word[k]) / reaches.word[k]
        leaks.bit[k] = Math.abs(net.bit[k]) / reaches.bit[k]
      }
      const size = solve(leaks)
      const taken = size <= MOST_GROWTH * reach() ? search(size, 1, 'any') : 0
      if (taken > 0) {
        turn(reaches.word, net.word, wordIn)
        turn(reaches.bit, net.bit, bitIn)
        return taken
      }
      for (const volts of [reaches.word, reaches.bit]) for (let k = 0; k < count; k++) volts[k] /= SHORTER
    }
    return 0
  }

  function turn(volts: Float64Array, before: Float64Array, after: Float64Array): void {
    const [least, most] = [SHORTEST * span, reach()]
    for (let k = 0; k < count; k++) {
      const turned = before[k] * after[k] < 0
      volts[k] = turned ? Math.max(volts[k] / SHORTER, least) : Math.min(LONGER * volts[k], most)
    }
  }

  /** Whether the net currents still draw the nodes the way that the step went. */
  function isDrawnOn(): boolean {
    let sum = 0
    for (let k = 0; k < count; k++) sum += wordIn[k] * step.word[k] + bitIn[k] * step.bit[k]
    return sum > 0
  }
}

function isNumber(plane: Float64Array): boolean {
  for (let k = 0; k < plane.length; k++) if (!(Math.abs(plane[k]) < Infinity)) return false
  return true
}

/** Adds a step in two parts to voltages in two parts; the rounding of the first sum (Knuth) goes into the second. */
function addWithoutLoss(
  reference: Float64Array,
  deviation: Float64Array,
  step: Float64Array,
  rest: Float64Array,
  length: number,
): void {
  for (let k = 0; k < reference.length; k++) {
    const add = length * step[k]
    const sum = reference[k] + add
    const gained = sum - reference[k]
    deviation[k] += reference[k] - (sum - gained) + (add - gained) + length * rest[k]
    reference[k] = sum
  }
}
