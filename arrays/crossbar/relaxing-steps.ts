import {
  type RelaxationPlanes,
  relaxAhead,
  relaxSimpson,
  relaxThrough,
} from '../../kernels/swept-relaxation.ts'
import { type CompiledStates, compileLaws } from '../devices/compile-laws.ts'
import { SolverError } from '../errors.ts'
import { weightsAtEnd, weightsAtMiddle } from './aim-ahead.ts'
import type { ArraySpec } from './array-spec.ts'
import { BentCells } from './bent-cells.ts'
import { bentPower, simpsonPower } from './bent-power.ts'
import type { EnergyMeter, EnergySplit } from './energy-meter.ts'
import { holdStates } from './hold-states.ts'
import type { MovingNetwork, NetworkMark, PowerInstant } from './moving-network.ts'
import { relaxationAt } from './resting-cells.ts'
import { isSameArray } from './same-array.ts'
import { stateDistance } from './state-distance.ts'

/** Share of a step by which the rest of a segment may be longer than whole steps. */
const STRETCH = 0.2
const MOST_STEPS = 100_000
/** Below this way (rate times step) of every state of a cell its power over a step is a parabola to 1e-6. */
const PARABOLA = 0.2

/** The array and its tolerance in a segment. */
export interface RelaxingSegment {
  readonly spec: ArraySpec
  /** Advanced in place. */
  readonly states: readonly Float64Array[]
  readonly tolerance: number
  /** Of the array under the drive of the segment; undefined where only solves in full serve it. */
  readonly network: MovingNetwork | undefined
  /** For where the other one does not settle; undefined: the segment then ends there. */
  readonly inFull: (() => MovingNetwork) | undefined
}

/** For how long. */
export interface RelaxingTime {
  readonly seconds: number
  /** Length of the first step that is tried, s. */
  readonly first: number
  /** That hears of the energy. */
  readonly meter?: EnergyMeter
  /** Hears of each step that is taken, with the network at its start, middle and end. */
  readonly heard?: (marks: readonly [NetworkMark, NetworkMark, NetworkMark], seconds: number) => void
}

/** The planes of one instant. */
interface Instant {
  readonly relaxation: RelaxationPlanes
  mark: NetworkMark | undefined
  /** Once it was asked for. */
  power: PowerInstant | undefined
}

/** The steps of arrays whose states relax, with the memory that they need: it serves one segment after the other. */
export class RelaxingSteps {
  readonly #laws: CompiledStates
  #spec: ArraySpec
  #segment: RelaxingSegment | undefined
  #network: MovingNetwork | undefined
  /** Of the start of the step in the segment, s. */
  #time = 0
  #states: readonly Float64Array[] = []
  /** Start, middle and end of a step, and the middle of the step before. */
  #instants: readonly [Instant, Instant, Instant, Instant]
  /** The instant of the middle is still the start of the step before. */
  #knowsFirst = false
  /** Length of a first step that would have been good, s. */
  nextFirst = 0
  /** Length of the step before, s; 0 at the first. */
  #before = 0
  readonly #half: readonly Float64Array[]
  readonly #second: readonly Float64Array[]
  readonly #third: readonly Float64Array[]
  readonly #bent: BentCells

  constructor(spec: ArraySpec) {
    const count = spec.size[0] * spec.size[1]
    const plane = (): Float64Array => new Float64Array(count)
    const planes = (): Float64Array[] => spec.model.states.map(plane)
    const instant = (): Instant => ({
      relaxation: { rates: planes(), targets: planes() },
      mark: undefined,
      power: undefined,
    })
    this.#spec = spec
    this.#laws = compileLaws(spec.model).states
    this.#instants = [instant(), instant(), instant(), instant()]
    this.#half = planes()
    this.#second = planes()
    this.#third = planes()
    this.#bent = new BentCells(spec)
  }

  /** Whether an array is the one that it was made for, but for how fast its states move. */
  serves(spec: ArraySpec): boolean {
    return isSameArray(this.#spec, spec)
  }

  /** @returns the number of steps; 0 where the network does not settle and there is no other */
  run(segment: RelaxingSegment, { seconds, first, meter, heard }: RelaxingTime): number {
    const { tolerance } = segment
    let step = first
    // A step that was refused is never taken as long again.
    let stretch = STRETCH
    if (!this.#begin(segment)) return 0
    for (let steps = 1; steps <= MOST_STEPS; steps++) {
      const time = this.#time
      // As many steps as fit, or one less where that makes them little longer, of one length.
      step = (seconds - time) / Math.max(1, Math.ceil((seconds - time) / step - stretch))
      const error = this.#tryStep(step)
      if (
        Number.isNaN(error) ||
        (error <= tolerance && !this.#look(this.#instants[2], this.#third, time + step))
      ) {
        if (!this.#solveInFull()) return 0
        continue
      }
      if (error > tolerance) {
        step *= Math.max(0.1, 0.85 * Math.cbrt(tolerance / error))
        stretch = 0
      } else {
        stretch = STRETCH
        this.#tell(step, meter, heard)
        if (time === 0) this.nextFirst = step * Math.min(3, Math.max(0.8, 0.9 * Math.cbrt(tolerance / error)))
        this.#take(step)
        if (this.#time >= seconds * (1 - 1e-15)) {
          this.#network?.finish()
          return steps
        }
        step *= Math.min(5, 0.85 * Math.cbrt(tolerance / Math.max(error, 1e-3 * tolerance)))
      }
      if (this.#time + step === this.#time) {
        throw new SolverError(
          'not-converged',
          `time step below rounding at ${this.#time} s of a segment of ${seconds} s; try a smoother program or fewer parallel shorts`,
        )
      }
    }
    throw new SolverError('not-converged', `more than ${MOST_STEPS} time steps in a segment of ${seconds} s`)
  }

  #tell(step: number, meter: EnergyMeter | undefined, heard: RelaxingTime['heard']): void {
    meter?.add(this.#meanPower(step), step)
    if (heard === undefined) return
    const [start, middle, end] = this.#instants
    heard([start.mark!, middle.mark!, end.mark!], step)
  }

  /** @returns false where no network settles */
  #begin(segment: RelaxingSegment): boolean {
    const { spec, states, network } = segment
    this.#spec = spec
    this.#segment = segment
    this.#states = states
    this.#time = 0
    this.#before = 0
    this.#knowsFirst = false
    // Marks of one network keep their memory; those of another are of no use to it.
    if (this.#network !== network) for (const instant of this.#instants) instant.mark = undefined
    this.#network = network
    return (network !== undefined && this.#look(this.#instants[0], states, 0)) || this.#solveInFull()
  }

  /** Goes on with networks solved in full, as where sweeps do not settle them. @returns whether there are such */
  #solveInFull(): boolean {
    const { states, inFull } = this.#segment!
    this.#network?.finish()
    if (inFull === undefined) return false
    this.#network = inFull()
    this.#before = 0
    for (const instant of this.#instants) instant.mark = undefined
    this.#look(this.#instants[0], states, this.#time)
    return true
  }

  /** @returns the distance of the step from the second-order one in it; NaN where a network does not settle */
  #tryStep(step: number): number {
    const [start, middle, end] = this.#instants
    if (!this.#findMiddle(step)) return Number.NaN
    this.#aimAtEnd(step)
    relaxThrough(this.#states, start.relaxation, middle.relaxation, step, 1, this.#second)
    holdStates(this.#spec.model, this.#second)
    if (!this.#look(end, this.#second, this.#time + step)) return Number.NaN
    const instants = [start.relaxation, middle.relaxation, end.relaxation] as const
    relaxSimpson(this.#states, instants, step, this.#third)
    holdStates(this.#spec.model, this.#third)
    return stateDistance(this.#spec, this.#third, this.#second)
  }

  /** Starts the next network where those before lead to. @param instants nearest first, each with its mark */
  #aim(instants: readonly Instant[], weights: readonly number[]): void {
    this.#network!.startFrom(
      instants.map(({ mark }) => mark!),
      weights,
    )
  }

  #aimAtMiddle(ratio: number): void {
    const [start, first, , before] = this.#instants
    if (ratio === 0) this.#aim([start, start], [1, 0])
    else this.#aim([start, before, first], weightsAtMiddle(ratio, this.#knowsFirst))
    this.#knowsFirst = false
  }

  #aimAtEnd(step: number): void {
    const [start, middle, , before] = this.#instants
    if (this.#before === 0) this.#aim([middle, start], [2, -1])
    else this.#aim([middle, start, before], weightsAtEnd(this.#before / step))
  }

  /** The network in the middle of a step, at states that are right to second order. */
  #findMiddle(step: number): boolean {
    const [start, middle, , before] = this.#instants
    const first = this.#before === 0
    const ratio = first ? 0 : step / this.#before
    this.#aimAtMiddle(ratio)
    const earlier = first ? start : before
    relaxAhead(this.#states, earlier.relaxation, start.relaxation, ratio / 2, step / 2, this.#half)
    holdStates(this.#spec.model, this.#half)
    if (!this.#look(middle, this.#half, this.#time + step / 2)) return false
    if (!first) return true
    // Without a step before it, the rates on the way to the middle are known once the middle is.
    relaxThrough(this.#states, start.relaxation, middle.relaxation, step, 0.5, this.#half)
    holdStates(this.#spec.model, this.#half)
    return this.#look(middle, this.#half, this.#time + step / 2)
  }

  /** Solves the network at some states and notes what it found. @param at seconds from the start of the segment */
  #look(instant: Instant, states: readonly Float64Array[], at: number): boolean {
    const network = this.#network!
    if (!network.solve(states, at)) return false
    const mark = network.mark(instant.mark)
    instant.mark = mark
    instant.power = undefined
    relaxationAt(this.#laws, this.#spec, mark.deviceVolts, instant.relaxation)
    return true
  }

  /** The end of the step is the start of the next. */
  #take(step: number): void {
    for (let s = 0; s < this.#states.length; s++) this.#states[s].set(this.#third[s])
    const [start, middle, end, before] = this.#instants
    this.#instants = [end, start, before, middle]
    this.#knowsFirst = true
    this.#before = step
    this.#time += step
  }

  #powered(instant: Instant): PowerInstant {
    instant.power ??= this.#network!.power(instant.mark!)
    return instant.power
  }

  /** Mean powers of the step: by Simpson's rule, or at states that relax within it where they do so by much. */
  #meanPower(step: number): EnergySplit {
    const [start, middle, end] = this.#instants
    const instants = [this.#powered(start), this.#powered(middle), this.#powered(end)] as const
    const known = {
      spec: this.#spec,
      seconds: step,
      states: this.#states,
      relaxations: [start.relaxation, middle.relaxation, end.relaxation],
      marks: [start.mark!, middle.mark!, end.mark!],
    } as const
    const way = this.#bent.choose(known, PARABOLA)
    return way < PARABOLA ? simpsonPower(instants) : bentPower(instants, this.#bent, way)
  }
}
