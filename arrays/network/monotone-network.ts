import type { Imbalance, NetworkPlanes } from '../../kernels/kirchhoff.ts'
import { type Balance, imbalanceOf, isFinitePlane, lawFailure, longestStep } from './balance.ts'
import { spanOfSources } from './conducting-cells.ts'
import { searchLength } from './search-length.ts'
import { type StepSlopes, stepSlopes } from './step-slopes.ts'

/** Steps of which less than this is taken are made with chords next. */
const SHORT = 1e-3

/** Before the first look at a balance. */
const UNSEEN: Imbalance = {
  worst: 0,
  largest: 0,
  largestVolts: 0,
  largestSum: 0,
  wireWatts: 0,
  cellWatts: 0,
}

/** A network of monotone cells whose nodes move by the steps that a linear solve has left in its planes. */
export class MonotoneNetwork {
  readonly #balance: Balance
  readonly #planes: NetworkPlanes
  readonly #slopes: StepSlopes
  /** Where a step begins that is searched along, V; a solve, which is over before that, may keep planes of its own there. */
  readonly base: { readonly word: Float64Array; readonly bit: Float64Array }
  #now = UNSEEN
  /** The next step is made with chords. */
  #chords = false

  constructor(balance: Balance) {
    const { planes, sources, laws } = balance
    const count = planes.cellVolts.length
    this.#balance = balance
    this.#planes = planes
    this.#slopes = stepSlopes(laws, count, spanOfSources(sources))
    this.base = { word: new Float64Array(count), bit: new Float64Array(count) }
  }

  /** The balance as it was looked at last. */
  get now(): Imbalance {
    return this.#now
  }

  /** Sets the planes for the present nodes; false where a law has no finite value there. */
  evaluate(): boolean {
    const { nodes, cellVolts, cellCurrents, grid } = this.#planes
    const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
    for (let k = 0; k < cellVolts.length; k++)
      cellVolts[k] = wordReference[k] - bitReference[k] + (wordDeviation[k] - bitDeviation[k])
    return this.#evaluateCells(cellVolts, cellCurrents, grid.conductance)
  }

  /** The laws at the cell voltages as they are; false where one has no finite value. */
  #evaluateCells(volts: Float64Array, currents: Float64Array, conductance: Float64Array): boolean {
    this.#balance.laws.evaluate(volts, currents, conductance)
    if (!isFinitePlane(currents, conductance)) return false
    this.#slopes.keepAlive(volts, conductance)
    return true
  }

  /** Looks how well Kirchhoff's law holds at what the planes are set to. */
  look(): void {
    this.#now = imbalanceOf(this.#balance)
  }

  /** Sets the planes for laws that are straight lines through their current at 0 V. */
  evaluateAtRest(): void {
    const { nodes, cellVolts, cellCurrents, grid } = this.#planes
    const { conductance } = grid
    const { wordReference, wordDeviation, bitReference, bitDeviation } = nodes
    cellVolts.fill(0)
    if (!this.#evaluateCells(cellVolts, cellCurrents, conductance)) throw lawFailure(this.#balance)
    for (let k = 0; k < cellVolts.length; k++) {
      const volts = wordReference[k] - bitReference[k] + (wordDeviation[k] - bitDeviation[k])
      cellCurrents[k] += conductance[k] * volts
    }
  }

  /** Raises the slopes of the cells to current over voltage where little of the last step could be taken. */
  steepen(): void {
    if (!this.#chords) return
    const { cellVolts, cellCurrents, grid } = this.#planes
    this.#slopes.raiseToChords(cellVolts, cellCurrents, grid.conductance)
  }

  #addStep(): void {
    const { nodes, wordStep, bitStep } = this.#planes
    const { wordDeviation, bitDeviation } = nodes
    for (let k = 0; k < wordStep.length; k++) {
      wordDeviation[k] += wordStep[k]
      bitDeviation[k] += bitStep[k]
    }
  }

  /** A step where the network is in balance already, to polish the voltages. @returns its length, V */
  takeInFull(): number {
    this.#addStep()
    if (!this.evaluate()) throw lawFailure(this.#balance)
    this.look()
    return longestStep(this.#planes)
  }

  /** The step from the laws as straight lines: all of it, or, where that leads beyond their range, as far as the co-content falls. */
  takeFromRest(): void {
    this.#keepBase()
    this.#addStep()
    if (this.evaluate()) return
    this.#place(0)
    if (!this.evaluate()) throw lawFailure(this.#balance)
    this.look()
    this.searchLine()
  }

  #keepBase(): void {
    const { wordDeviation, bitDeviation } = this.#planes.nodes
    this.base.word.set(wordDeviation)
    this.base.bit.set(bitDeviation)
  }

  /** Puts the deviations at base + length * step, so that a step taken back leaves no rounding behind. */
  #place(length: number): void {
    const { nodes, wordStep, bitStep } = this.#planes
    const { wordDeviation, bitDeviation } = nodes
    const { word, bit } = this.base
    for (let k = 0; k < wordStep.length; k++) {
      wordDeviation[k] = word[k] + length * wordStep[k]
      bitDeviation[k] = bit[k] + length * bitStep[k]
    }
  }

  /**
   * Moves along the step to where the slope of the co-content has come near zero; leaves all planes set there.
   * @returns the length of what was taken, V
   */
  searchLine(): number {
    this.#keepBase()
    let finite = true
    const length = searchLength(Math.abs(descent(this.#planes)), length => {
      this.#place(length)
      finite = this.evaluate()
      if (!finite) return Infinity
      this.look()
      return descent(this.#planes)
    })
    if (!finite) throw lawFailure(this.#balance)
    this.#chords = length < SHORT
    return length * longestStep(this.#planes)
  }
}

/** Slope of the co-content along the step: minus the imbalance times the step. */
function descent({ wordIn, bitIn, wordStep, bitStep }: NetworkPlanes): number {
  let sum = 0
  for (let k = 0; k < wordIn.length; k++) sum -= wordIn[k] * wordStep[k] + bitIn[k] * bitStep[k]
  return sum
}
