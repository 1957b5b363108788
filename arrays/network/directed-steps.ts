import {
  createDirectedElimination,
  type DirectedSlopes,
  type DirectedSolver,
  type DirectedStep,
} from '../../kernels/elimination/eliminate-directed.ts'
import type { FrontPlan } from '../../kernels/elimination/plan-fronts.ts'
import type { Imbalance, NetworkPlanes, NodeVolts } from '../../kernels/kirchhoff.ts'
import { addWithoutLoss } from './add-without-loss.ts'
import { type Balance, imbalanceOf, largestOf, lawFailure, normalise } from './balance.ts'
import { spanOfSources } from './conducting-cells.ts'
import { copyNodes, emptyNodes } from './copy-nodes.ts'
import { type GroundedCells, type GroundedNetwork, groundedNetwork } from './grounded-cells.ts'
import { type NodeBalance, nodeBalance } from './node-balance.ts'
import type { NodeAmps } from './node-reaches.ts'

/** Part of the promised fall of the imbalance that a step has to bring (Armijo). */
const LEAST_FALL = 1e-4
const MOST_CORRECTIONS = 8
/** An imbalance counts as unchanged where it has grown by no more than this share. */
const ROUNDING = 1e-12

/** Whether a step may cross a stretch without a fall: as long as the net currents draw it on, or in any case. */
type Flat = 'no' | 'drawn on' | 'any'

/** Steps of a network of grounded cells, from an elimination that keeps the digits of every node. */
export class DirectedSteps {
  readonly #balance: Balance
  readonly #planes: NetworkPlanes
  readonly #network: GroundedNetwork
  readonly #nodeBalance: NodeBalance
  readonly #elimination: DirectedSolver
  readonly #step: DirectedStep
  /** Leaks that the step was found with, S. */
  #leaks: DirectedSlopes | undefined
  readonly #correction: DirectedStep
  /** Net currents into the nodes beyond those that the step was to leave, A. */
  readonly #bent: NodeAmps
  /** Where a step begins. */
  readonly #base: NodeVolts
  /** Net currents into the nodes where a step begins, A. */
  readonly net: NodeAmps
  /** Volts that the sources can put across a cell. */
  readonly #span: number
  #now: Imbalance
  #left: number

  /** @throws SolverError where a law has no finite value at the nodes as they are */
  constructor(balance: Balance, cells: GroundedCells, plan: FrontPlan) {
    const { planes, sources } = balance
    const plane = (): Float64Array => new Float64Array(planes.wordIn.length)
    this.#balance = balance
    this.#planes = planes
    this.#network = groundedNetwork(balance, cells)
    this.#nodeBalance = nodeBalance(plan.graph, balance, this.#network.slopes)
    this.#elimination = createDirectedElimination(plan)
    this.#step = { word: plane(), bit: plane(), wordRest: plane(), bitRest: plane() }
    this.#correction = { word: plane(), bit: plane(), wordRest: plane(), bitRest: plane() }
    this.#bent = { word: plane(), bit: plane() }
    this.#base = emptyNodes(planes.nodes)
    this.net = { word: plane(), bit: plane() }
    this.#span = spanOfSources(sources)
    if (!this.#network.evaluate()) throw lawFailure(balance)
    this.#now = imbalanceOf(balance)
    this.#left = this.#nodeBalance.excess()
  }

  /** The balance as it was looked at last. */
  get now(): Imbalance {
    return this.#now
  }

  /** Imbalance of the nodes and lines above rounding, A. */
  get left(): number {
    return this.#left
  }

  /** How the currents of the cells answer to their nodes at the last evaluation, S. */
  get slopes(): DirectedSlopes {
    return this.#network.slopes
  }

  /** Volts that the nodes span, or the sources where that is more: currents may raise lines far above all sources. */
  reach(): number {
    const { wordReference, bitReference } = this.#planes.nodes
    return Math.max(this.#span, largestOf(wordReference), largestOf(bitReference))
  }

  /** The next step begins at the nodes as they are. */
  keep(): void {
    const { nodes, wordIn, bitIn } = this.#planes
    copyNodes(nodes, this.#base)
    this.net.word.set(wordIn)
    this.net.bit.set(bitIn)
  }

  /**
   * Finds the step from where it begins.
   * @param leaks that hold the nodes back, S
   * @returns the longest move of a node, V; Infinity where a step has no finite value
   */
  solve(leaks?: DirectedSlopes): number {
    this.#leaks = leaks
    this.#elimination.factor(this.slopes, leaks)
    this.#elimination.solve(this.net.word, this.net.bit, this.#step)
    return sizeOf(this.#step)
  }

  /** Puts the nodes at `length`, a power of two, times the step; false where a law has no finite value there. */
  place(length: number): boolean {
    copyNodes(this.#base, this.#planes.nodes)
    return this.#move(this.#step, length)
  }

  /** Moves the nodes without loss from where they are; false where a law has no finite value there. */
  #move({ word, bit, wordRest, bitRest }: DirectedStep, length: number): boolean {
    const { nodes } = this.#planes
    addWithoutLoss(nodes.wordReference, nodes.wordDeviation, word, wordRest, length)
    addWithoutLoss(nodes.bitReference, nodes.bitDeviation, bit, bitRest, length)
    normalise(nodes)
    if (!this.#network.evaluate()) return false
    this.#now = imbalanceOf(this.#balance)
    return true
  }

  /**
   * Takes the step, or a part of it, where that lowers what is out of balance, if need be with corrections.
   * @param size longest move of a node, V
   * @returns the same of what was taken; 0 where no length helped and all is as it was
   */
  search(size: number, halvings: number, flat: Flat): number {
    for (let trial = 0, length = 1; trial <= halvings; trial++, length /= 2) {
      let hasValue = this.place(length)
      for (let correction = 0; hasValue; correction++) {
        const there = this.#nodeBalance.excess()
        if (this.#helps(there, length, flat)) {
          this.#left = there
          return length * size
        }
        if (correction === MOST_CORRECTIONS || !(this.#correct(length) <= size)) break
        hasValue = this.#move(this.#correction, 1)
      }
    }
    this.#stepBack()
    return 0
  }

  /** @param there what is out of balance after `length` of the step, A */
  #helps(there: number, length: number, flat: Flat): boolean {
    if (there <= (1 - LEAST_FALL * length) * this.#left) return true
    if (flat === 'no' || !(there <= (1 + ROUNDING) * this.#left)) return false
    return flat === 'any' || this.#isDrawnOn()
  }

  /**
   * Finds how the nodes still have to move to stand where the step was to lead. Along a step that moves both lines of a cell its current
   * bends, the more where a transistor closes on the way, and that may be far more than all that is out of balance elsewhere. The
   * corrections are Newton's method for the implicit Euler step, which never raises the sum of the imbalances once it is exact.
   * @returns the longest move of a node, V
   */
  #correct(length: number): number {
    const { nodes, wordIn, bitIn } = this.#planes
    const leaks = this.#leaks
    const base = this.#base
    const bent = this.#bent
    for (let k = 0; k < wordIn.length; k++) {
      bent.word[k] = wordIn[k] - (1 - length) * this.net.word[k]
      bent.bit[k] = bitIn[k] - (1 - length) * this.net.bit[k]
      if (leaks === undefined) continue
      const word = nodes.wordReference[k] - base.wordReference[k]
      const bit = nodes.bitReference[k] - base.bitReference[k]
      bent.word[k] -= leaks.word[k] * (word + (nodes.wordDeviation[k] - base.wordDeviation[k]))
      bent.bit[k] -= leaks.bit[k] * (bit + (nodes.bitDeviation[k] - base.bitDeviation[k]))
    }
    this.#elimination.factor(this.slopes, leaks)
    this.#elimination.solve(bent.word, bent.bit, this.#correction)
    return sizeOf(this.#correction)
  }

  #stepBack(): void {
    copyNodes(this.#base, this.#planes.nodes)
    if (!this.#network.evaluate()) throw lawFailure(this.#balance)
    this.#now = imbalanceOf(this.#balance)
  }

  /** Whether the net currents still draw the nodes the way that the step went. */
  #isDrawnOn(): boolean {
    const { wordIn, bitIn } = this.#planes
    const { word, bit } = this.#step
    let sum = 0
    for (let k = 0; k < word.length; k++) sum += wordIn[k] * word[k] + bitIn[k] * bit[k]
    return sum > 0
  }
}

/** The longest move of a node, V; Infinity where one has no finite value. */
function sizeOf({ word, bit }: DirectedStep): number {
  return isNumber(word) && isNumber(bit) ? Math.max(largestOf(word), largestOf(bit)) : Infinity
}

function isNumber(plane: Float64Array): boolean {
  for (let k = 0; k < plane.length; k++) if (!(Math.abs(plane[k]) < Infinity)) return false
  return true
}
