import type { LineResponses } from '../../kernels/line-responses.ts'
import { type RelaxationPlanes, relaxSimpson } from '../../kernels/swept-relaxation.ts'
import type { CompiledStates } from '../devices/compile-laws.ts'
import type { ArraySpec } from './array-spec.ts'

/** An end of an interval. */
export interface RestingEnd {
  /** Of the devices, V. */
  readonly volts: Float64Array
  /** What the active cells take beyond their straight lines, A. */
  readonly beyond: Float64Array
  /** Left out where it is not known yet. */
  readonly relaxation?: RelaxationPlanes
}

/** An interval in which a few cells switch and all others hardly move. */
export interface RestingInterval {
  readonly from: RestingEnd
  readonly to: RestingEnd
  /** What the active cells take beyond their straight lines in the mean, A. */
  readonly mean: Float64Array
  readonly seconds: number
}

/**
 * The states of cells that hardly move, through intervals in which others switch: they relax as at their mean voltage, which follows from
 * what those others take in the mean.
 */
export class RestingCells {
  readonly #responses: LineResponses
  readonly #laws: CompiledStates
  readonly #between: RelaxationPlanes
  readonly #mean: Float64Array
  readonly #ways: Float64Array

  constructor(spec: ArraySpec, laws: CompiledStates, responses: LineResponses) {
    const plane = (): Float64Array => new Float64Array(spec.size[0] * spec.size[1])
    this.#responses = responses
    this.#laws = laws
    this.#between = { rates: spec.model.states.map(plane), targets: spec.model.states.map(plane) }
    this.#mean = plane()
    this.#ways = plane()
  }

  /** States at the end of an interval. @param over may be those at its start */
  relax(
    spec: ArraySpec,
    interval: RestingInterval,
    states: readonly Float64Array[],
    over: readonly Float64Array[],
  ): void {
    const { from, to, seconds } = interval
    const between = this.#between
    this.#findMean(interval)
    relaxationAt(this.#laws, spec, this.#mean, between)
    if (from.relaxation === undefined || to.relaxation === undefined) {
      relaxSimpson(states, [between, between, between], seconds, over)
      return
    }
    for (const part of ['rates', 'targets'] as const)
      between[part].forEach((plane, s) => {
        middleOf(plane, from.relaxation![part][s], to.relaxation![part][s])
      })
    for (const plane of between.rates) for (let k = 0; k < plane.length; k++) if (plane[k] < 0) plane[k] = 0
    relaxSimpson(states, [from.relaxation, between, to.relaxation], seconds, over)
  }

  /** Mean volts: what the active cells change counts for as long as it lasts, all else goes evenly. */
  #findMean({ from, to, mean }: RestingInterval): void {
    const [gone, ways] = [this.#mean, this.#ways]
    const beyond = (amps: Float64Array): Float64Array => amps.map((own, c) => own - from.beyond[c])
    this.#responses.voltsUnder(beyond(mean), gone)
    this.#responses.voltsUnder(beyond(to.beyond), ways)
    for (let k = 0; k < gone.length; k++)
      gone[k] = from.volts[k] + gone[k] + 0.5 * (to.volts[k] - from.volts[k] - ways[k])
  }
}

/** Turns means over an interval into values for its middle of which Simpson's rule makes these means. */
function middleOf(plane: Float64Array, from: Float64Array, to: Float64Array): void {
  for (let k = 0; k < plane.length; k++) plane[k] = 0.25 * (6 * plane[k] - from[k] - to[k])
}

/** Rates and targets of all states of an array at some device volts. */
export function relaxationAt(
  laws: CompiledStates,
  { parameters, pace }: ArraySpec,
  volts: Float64Array,
  { rates, targets }: RelaxationPlanes,
): void {
  laws.relaxation(volts.length, volts, parameters, rates, targets)
  if (pace === undefined) return
  for (const rate of rates) for (let k = 0; k < rate.length; k++) rate[k] = rate[k] * pace[k]
}
