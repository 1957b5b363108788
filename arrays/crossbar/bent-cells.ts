import type { Sized } from '../../kernels/integrate.ts'
import { type RelaxationPlanes, relaxThrough } from '../../kernels/swept-relaxation.ts'
import { compileLaws, type PathLoop } from '../devices/compile-laws.ts'
import type { ArraySpec } from './array-spec.ts'
import { combine } from './combine.ts'
import { holdStates } from './hold-states.ts'
import type { NetworkMark } from './moving-network.ts'

/** Start, middle and end of a step. */
type Three<T> = readonly [T, T, T]

/** A step, with relaxations and network solutions at its start, middle and end. */
export interface KnownStep {
  readonly spec: ArraySpec
  readonly seconds: number
  /** At its start. */
  readonly states: readonly Float64Array[]
  readonly relaxations: Three<RelaxationPlanes>
  readonly marks: Three<NetworkMark>
}

/** The chosen cells, side by side. */
interface ChosenPlanes {
  readonly states: readonly Float64Array[]
  readonly now: readonly Float64Array[]
  readonly start: RelaxationPlanes
  readonly middle: RelaxationPlanes
  readonly deviceVolts: Three<Float64Array>
  readonly cellVolts: Three<Float64Array>
  readonly deviceNow: Float64Array
  readonly cellNow: Float64Array
  readonly currents: Float64Array
  readonly slopes: Float64Array
}

/**
 * The cells of an array whose states relax in a step by so much that three instants do not tell what they take between; most of an
 * array, which no source selects, does not. What they take follows from their laws at states between the instants.
 */
export class BentCells {
  readonly #evaluate: PathLoop
  /** Flat indices of the chosen ones. */
  readonly #chosen: Int32Array
  #count = 0
  /** By how many they have room for. */
  readonly #rooms = new Map<number, ChosenPlanes>()
  #planes: ChosenPlanes
  #step: KnownStep | undefined
  #parameters: readonly Float64Array[] = []

  constructor(spec: ArraySpec) {
    this.#evaluate = compileLaws(spec.model).evaluate
    this.#chosen = new Int32Array(spec.size[0] * spec.size[1])
    this.#planes = planesOf(spec.model.states.length, 1)
  }

  /**
   * Takes the cells of which a state relaxes, rate times step, by at least `least` at one of the instants.
   * @returns the largest of these, 0 where there are none
   */
  choose(step: KnownStep, least: number): number {
    const { spec, seconds, relaxations } = step
    const chosen = this.#chosen
    let count = 0
    let most = 0
    for (let k = 0; k < chosen.length; k++) {
      if (spec.stuck !== undefined && !Number.isNaN(spec.stuck[k])) continue
      const way = fastestRate(relaxations, k) * seconds
      if (way < least) continue
      chosen[count++] = k
      if (way > most) most = way
    }
    this.#count = count
    this.#step = step
    if (count > 0) this.#gather(step)
    return most
  }

  /** Power of the chosen cells (W) and the sum of their squared currents (A^2) at an instant of the step: 0, 1 or 2. */
  known(instant: 0 | 1 | 2): number[] {
    const { cellVolts, currents } = this.#step!.marks[instant]
    let power = 0
    let squares = 0
    for (let c = 0; c < this.#count; c++) {
      const k = this.#chosen[c]
      power += cellVolts[k] * currents[k]
      squares += currents[k] * currents[k]
    }
    return [power, squares]
  }

  /** The same at a place in the step, from 0 to 1: at voltages on the parabola through the three instants. */
  at(place: number): Sized {
    const { states, now, start, middle, deviceVolts, cellVolts, deviceNow, cellNow, currents, slopes } =
      this.#planes
    const { spec, seconds } = this.#step!
    const weights = [(1 - place) * (1 - 2 * place), 4 * place * (1 - place), place * (2 * place - 1)] as const
    combine(deviceNow, deviceVolts, weights)
    combine(cellNow, cellVolts, weights)
    relaxThrough(states, start, middle, seconds, place, now)
    holdStates(spec.model, now)
    this.#evaluate(currents.length, deviceNow, now, this.#parameters, currents, slopes)
    let power = 0
    let size = 0
    let squares = 0
    for (let c = 0; c < this.#count; c++) {
      const own = cellNow[c] * currents[c]
      power += own
      size += Math.abs(own)
      squares += currents[c] * currents[c]
    }
    return { values: [power, squares], sizes: [size, squares] }
  }

  #gather({ spec, states, relaxations: [start, middle], marks }: KnownStep): void {
    const chosen = this.#chosen
    // Room for a power of two; beyond the chosen ones stands the last of them again.
    const room = 2 ** Math.ceil(Math.log2(this.#count))
    const last = chosen[this.#count - 1]
    const place = (c: number): number => (c < this.#count ? chosen[c] : last)
    let planes = this.#rooms.get(room)
    if (planes === undefined) {
      planes = planesOf(states.length, room)
      this.#rooms.set(room, planes)
    }
    this.#planes = planes
    const take = (from: Float64Array, to: Float64Array): void => {
      for (let c = 0; c < room; c++) to[c] = from[place(c)]
    }
    for (let s = 0; s < states.length; s++) {
      take(states[s], planes.states[s])
      take(start.targets[s], planes.start.targets[s])
      take(middle.targets[s], planes.middle.targets[s])
      take(middle.rates[s], planes.middle.rates[s])
    }
    for (let instant = 0; instant < marks.length; instant++) {
      take(marks[instant].deviceVolts, planes.deviceVolts[instant])
      take(marks[instant].cellVolts, planes.cellVolts[instant])
    }
    this.#parameters = spec.parameters.map(plane =>
      plane.length === 1 ? plane : Float64Array.from({ length: room }, (_, c) => plane[place(c)]),
    )
  }
}

function fastestRate(relaxations: Three<RelaxationPlanes>, k: number): number {
  let most = 0
  for (let instant = 0; instant < 3; instant++) {
    const { rates } = relaxations[instant]
    for (let s = 0; s < rates.length; s++) if (rates[s][k] > most) most = rates[s][k]
  }
  return most
}

function planesOf(states: number, room: number): ChosenPlanes {
  const plane = (): Float64Array => new Float64Array(room)
  const planes = (): Float64Array[] => Array.from({ length: states }, plane)
  return {
    states: planes(),
    now: planes(),
    start: { rates: [], targets: planes() },
    middle: { rates: planes(), targets: planes() },
    deviceVolts: [plane(), plane(), plane()],
    cellVolts: [plane(), plane(), plane()],
    deviceNow: plane(),
    cellNow: plane(),
    currents: plane(),
    slopes: plane(),
  }
}
