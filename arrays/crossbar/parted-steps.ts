import { LineResponses } from '../../kernels/line-responses.ts'
import { createLineSweeper, type LineSweeper } from '../../kernels/line-sweeps.ts'
import { type RelaxationPlanes, relaxAhead } from '../../kernels/swept-relaxation.ts'
import { type CompiledStates, compileLaws } from '../devices/compile-laws.ts'
import { activeCells, activeDistance } from './active-cells.ts'
import { type ActiveHalf, runActive } from './active-run.ts'
import type { ArraySpec } from './array-spec.ts'
import { bentShare, driftThrough, meanDrift } from './drift.ts'
import { createEnergyMeter, type EnergyMeter, type EnergySplit } from './energy-meter.ts'
import { holdStates } from './hold-states.ts'
import { ReducedNetwork } from './reduced-network.ts'
import { RelaxingSteps } from './relaxing-steps.ts'
import { RestingCells, relaxationAt } from './resting-cells.ts'
import { stateDistance } from './state-distance.ts'
import { surroundingsOf } from './surroundings.ts'
import type { SweptCrossbar } from './swept-crossbar.ts'
import type { SweptMark } from './swept-grid.ts'

/** The small matrix of n active cells is worth its n^3 up to so many for each cell of the array. */
const MATRIX_WORTH = 32
const MOST_PASSES = 5
/** Of what a pass changes, what the next ones would. */
const LEFT_BY_A_PASS = 0.3
/** Of what a drift changes that is bent as the active cells go: what it leaves that it is not bent just so. */
const LEFT_BY_THE_BEND = 0.01
/** Of what the volts of the middle and the end change in resting cells, what is left when their mean is known. */
const LEFT_BY_THE_MEAN = 0.03

const PARTS = ['delivered', 'cells', 'wires', 'drivers'] as const

/** The whole array at an instant. */
interface Whole {
  mark: SweptMark | undefined
  power: EnergySplit
  readonly relaxation: RelaxationPlanes
  readonly states: readonly Float64Array[]
  /** Straight lines are left by so much, W: what the whole network says beyond the small one. */
  readonly beyond: Record<(typeof PARTS)[number], number>
}

export interface PartedSegment {
  readonly spec: ArraySpec
  /** Advanced in place where the steps serve. */
  readonly states: readonly Float64Array[]
  readonly seconds: number
  readonly tolerance: number
  /** How far volts may be from where they settle, V. */
  readonly settled: number
  readonly meter: EnergyMeter | undefined
}

/**
 * Advances a crossbar of which few cells switch while all others hardly move: the few in as many steps as they need, on the small
 * network that they see, the others in two. The whole network is solved at the start, in the middle and at the end; what it says there
 * beyond the small one drifts into that on a parabola, and the few go again, until nothing changes.
 */
export class PartedSteps {
  readonly #swept: SweptCrossbar
  readonly #laws: CompiledStates
  readonly #responses: LineResponses
  /** Of the lines under no volts. */
  readonly #sweeper: LineSweeper
  readonly #start: Whole
  readonly #middle: Whole
  readonly #end: Whole
  readonly #before: readonly Float64Array[]
  readonly #resting: RestingCells
  readonly #steppers = new Map<number, RelaxingSteps>()
  #active: Int32Array = new Int32Array(0)
  /** Whether the last run went as far as to take steps. */
  tried = false
  /** What the states do in the middle and at the end of the segment is known. */
  #knows = false

  constructor(spec: ArraySpec, swept: SweptCrossbar) {
    const count = spec.size[0] * spec.size[1]
    const planes = (): Float64Array[] => spec.model.states.map(() => new Float64Array(count))
    const whole = (): Whole => ({
      mark: undefined,
      power: { delivered: 0, cells: 0, wires: 0, drivers: 0 },
      relaxation: { rates: planes(), targets: planes() },
      states: planes(),
      beyond: { delivered: 0, cells: 0, wires: 0, drivers: 0 },
    })
    this.#swept = swept
    this.#laws = compileLaws(spec.model).states
    this.#responses = new LineResponses(swept.grid)
    this.#sweeper = createLineSweeper(swept.grid)
    this.#start = whole()
    this.#middle = whole()
    this.#end = whole()
    this.#before = planes()
    this.#resting = new RestingCells(spec, this.#laws, this.#responses)
  }

  /** @returns the number of steps; 0 where others have to serve, states and meter being as they were */
  run(segment: PartedSegment): number {
    const { spec, states, seconds } = segment
    const { wordStep, bitStep, floats } = this.#swept.grid
    this.tried = false
    // Cells of lines that float do not rest.
    if (floats || wordStep.some(volts => volts !== 0) || bitStep.some(volts => volts !== 0)) return 0
    const start = this.#start
    for (let s = 0; s < states.length; s++) start.states[s].set(states[s])
    if (!this.#look(start)) return 0
    relaxationAt(this.#laws, spec, start.mark!.deviceVolts, start.relaxation)
    this.#knows = false
    const ranges = spec.model.states.map(({ range }) => range)
    const { relaxation } = start
    this.#active = activeCells({ states, ranges, relaxation, stuck: spec.stuck }, seconds)
    const n = this.#active.length
    if (n === 0 || n * n * n > MATRIX_WORTH * states[0].length) return 0
    this.tried = true
    this.#responses.settle(this.#swept.slopes, this.#active)
    return this.#passOn(segment)
  }

  #passOn(segment: PartedSegment): number {
    const { spec, seconds, settled, tolerance } = segment
    const active = this.#active
    const start = { mark: this.#start.mark!, power: this.#start.power }
    const around = surroundingsOf(
      spec,
      active,
      this.#swept,
      { responses: this.#responses, sweeper: this.#sweeper },
      start,
    )
    const network = new ReducedNetwork(around, seconds, settled)
    const stepper = this.#stepperOf(around.spec)
    const states = segment.states.map(plane => Float64Array.from(active, k => plane[k]))
    const drift = [new Float64Array(active.length), new Float64Array(active.length)] as const
    let drifted = 0
    let last: readonly [ActiveHalf, ActiveHalf] | undefined
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const meter = createEnergyMeter()
      const firsts = [last?.[0].nextFirst ?? seconds / 8, last?.[1].nextFirst ?? seconds / 2] as const
      const halves = runActive(
        { spec: around.spec, states, seconds, tolerance, firsts, meter: segment.meter && meter },
        network,
        stepper,
      )
      if (halves === undefined) return 0
      if (last !== undefined) {
        const change = stateDistance(around.spec, halves[1].states, last[1].states)
        drifted = Math.max(drifted, change)
        if (LEFT_BY_THE_BEND * bentShare(network.drift?.cells ?? []) * drifted > tolerance) return 0
        if (LEFT_BY_A_PASS * change <= tolerance)
          return this.#finish(segment, halves, meter) ? halves[0].steps + halves[1].steps : 0
      }
      if (!this.#lookAgain(segment, halves, last)) return 0
      this.#meet(network, halves, drift)
      last = halves
    }
    return 0
  }

  #stepperOf(spec: ArraySpec): RelaxingSteps {
    const n = spec.size[1]
    const known = this.#steppers.get(n) ?? new RelaxingSteps(spec)
    this.#steppers.set(n, known)
    return known
  }

  /** Solves the whole network where the active cells went, the resting ones as far as is known. */
  #lookAgain(
    { spec, seconds }: PartedSegment,
    halves: readonly [ActiveHalf, ActiveHalf],
    last: readonly [ActiveHalf, ActiveHalf] | undefined,
  ): boolean {
    this.#rest({ spec, seconds }, halves, last !== undefined)
    return ([this.#middle, this.#end] as const).every((whole, h) => {
      this.#active.forEach((k, c) => {
        for (let s = 0; s < whole.states.length; s++) whole.states[s][k] = halves[h].states[s][c]
      })
      holdStates(spec.model, whole.states)
      this.#aim(last === undefined ? this.#start.mark! : whole.mark!, halves[h].beyond, last?.[h].beyond)
      return this.#look(whole)
    })
  }

  /** Resting cells in the middle and at the end: by what a solve found there, or by what the active cells change there. */
  #rest(
    { spec, seconds }: Pick<PartedSegment, 'spec' | 'seconds'>,
    [early, late]: readonly [ActiveHalf, ActiveHalf],
    solved: boolean,
  ): void {
    const [start, middle, end] = [this.#start, this.#middle, this.#end]
    const first = start.mark!.deviceVolts
    const voltsAt = ({ mark }: Whole, beyond: Float64Array): Float64Array => {
      if (solved) return mark!.deviceVolts
      const volts = new Float64Array(first.length)
      this.#responses.voltsUnder(beyond, volts)
      return volts.map((change, k) => first[k] + change)
    }
    const ends = {
      start: { volts: first, beyond: early.beyond.map(() => 0) },
      middle: { volts: voltsAt(middle, early.beyond), beyond: early.beyond },
      end: { volts: voltsAt(end, late.beyond), beyond: late.beyond },
    }
    const half = seconds / 2
    const relaxed = (name: 'start' | 'middle' | 'end', whole: Whole) =>
      this.#knows ? { ...ends[name], relaxation: whole.relaxation } : ends[name]
    const [from, between, to] = [relaxed('start', start), relaxed('middle', middle), relaxed('end', end)]
    this.#resting.relax(
      spec,
      { from, to: between, mean: early.mean, seconds: half },
      start.states,
      middle.states,
    )
    this.#resting.relax(
      spec,
      { from: between, to, mean: late.mean, seconds: half },
      middle.states,
      end.states,
    )
  }

  /** Starts the next solve at a mark and what the currents of the active cells change in it. */
  #aim({ word, bit, ...mark }: SweptMark, now: Float64Array, then: Float64Array | undefined): void {
    const aimed = { ...mark, word: word.slice(), bit: bit.slice() }
    this.#responses.addTo(
      aimed.word,
      aimed.bit,
      then === undefined ? now : now.map((amps, c) => amps - then[c]),
    )
    this.#swept.startFrom([aimed, aimed], [1, 0])
  }

  #look(whole: Whole): boolean {
    const swept = this.#swept
    if (!swept.solve(whole.states)) return false
    whole.mark = swept.mark(whole.mark)
    whole.power = swept.power(whole.mark).power
    return true
  }

  /** What the whole network says beyond the small one drifts into that from now on. @param drift in the middle and at the end, V */
  #meet(
    network: ReducedNetwork,
    halves: readonly [ActiveHalf, ActiveHalf],
    drift: readonly [Float64Array, Float64Array],
  ): void {
    for (const [volts, whole, { mark }] of [
      [drift[0], this.#middle, halves[0]],
      [drift[1], this.#end, halves[1]],
    ] as const) {
      const { deviceVolts } = whole.mark!
      for (let c = 0; c < volts.length; c++)
        volts[c] = volts[c] + deviceVolts[this.#active[c]] - mark.deviceVolts[c]
      const { power } = network.power(mark)
      for (const name of PARTS) whole.beyond[name] = whole.power[name] - power[name]
    }
    const { progress } = halves[1]
    const early = halves[0].progress / progress
    network.drift = {
      progress,
      cells: Array.from(drift[0], (volts, c) => driftThrough(volts, drift[1][c], early)),
    }
  }

  /** @returns false where resting cells moved so much that they need more steps */
  #finish(segment: PartedSegment, halves: readonly [ActiveHalf, ActiveHalf], energy: EnergyMeter): boolean {
    const { spec, states, seconds, tolerance, meter } = segment
    const [middle, end] = [this.#middle, this.#end]
    for (const { mark, relaxation } of [middle, end])
      relaxationAt(this.#laws, spec, mark!.deviceVolts, relaxation)
    this.#knows = true
    this.#rest(segment, halves, true)
    holdStates(spec.model, end.states)
    relaxAhead(this.#start.states, this.#start.relaxation, this.#start.relaxation, 0, seconds, this.#before)
    this.#active.forEach((k, c) => {
      for (let s = 0; s < states.length; s++) {
        end.states[s][k] = halves[1].states[s][c]
        this.#before[s][k] = end.states[s][k]
      }
    })
    if (LEFT_BY_THE_MEAN * activeDistance(spec.model, end.states, this.#before) > tolerance) return false
    for (let s = 0; s < states.length; s++) states[s].set(end.states[s])
    const [early, late] = halves
    const square = late.progress === 0 ? 0 : (early.meanSquare + late.meanSquare) / 2 / late.progress ** 2
    const mean = (name: (typeof PARTS)[number]): number =>
      energy[name] / seconds +
      meanDrift(driftThrough(middle.beyond[name], end.beyond[name], early.progress / late.progress), square)
    meter?.add(
      { delivered: mean('delivered'), cells: mean('cells'), wires: mean('wires'), drivers: mean('drivers') },
      seconds,
    )
    this.#swept.finish()
    return true
  }
}
