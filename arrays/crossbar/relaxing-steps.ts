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
import { bentPower, type PowerInstant, simpsonPower } from './bent-power.ts'
import type { Drive } from './drive.ts'
import type { EnergyMeter, EnergySplit } from './energy-meter.ts'
import { holdStates } from './hold-states.ts'
import type { MovingNetwork, NetworkMark } from './moving-network.ts'
import { isSameArray } from './same-array.ts'
import type { SolveRecorder } from './solve-log.ts'
import { createSolvedNetwork } from './solved-network.ts'
import { stateDistance } from './state-distance.ts'
import { createSweptCrossbar, type SweptCrossbar } from './swept-crossbar.ts'

/** Of the tolerance: so near voltages are to where they settle, over the largest between two lines. */
const SETTLED = 2e-3
/** Share of a step by which the rest of a segment may be longer than whole steps. */
const STRETCH = 0.2
const MOST_STEPS = 100_000
/** Below this way (rate times step) of every state of a cell its power over a step is a parabola to 1e-6. */
const PARABOLA = 0.2

/** The array, its drive and its tolerance in a segment. */
export interface RelaxingSegment {
  readonly spec: ArraySpec
  readonly drive: Drive
  /** Advanced in place. */
  readonly states: readonly Float64Array[]
  readonly tolerance: number
  readonly recorder: SolveRecorder | undefined
}

/** For how long. */
export interface RelaxingTime {
  readonly seconds: number
  /** Length of the first step that is tried, s. */
  readonly first: number
  /** That hears of the energy. */
  readonly meter?: EnergyMeter
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
  readonly #swept: SweptCrossbar | undefined
  readonly #laws: CompiledStates
  #spec: ArraySpec
  #segment: RelaxingSegment | undefined
  #network: MovingNetwork | undefined
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
    this.#swept = createSweptCrossbar(spec)
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

  /** @returns the number of steps */
  run(segment: RelaxingSegment, { seconds, first, meter }: RelaxingTime): number {
    const { tolerance } = segment
    let time = 0
    let step = first
    // A step that was refused is never taken as long again.
    let stretch = STRETCH
    this.#begin(segment)
    for (let steps = 1; steps <= MOST_STEPS; steps++) {
      // As many steps as fit, or one less where that makes them little longer, of one length.
      step = (seconds - time) / Math.max(1, Math.ceil((seconds - time) / step - stretch))
      const error = this.#tryStep(step)
      if (Number.isNaN(error) || (error <= tolerance && !this.#look(this.#instants[2], this.#third))) {
        this.#solveInFull()
        continue
      }
      if (error > tolerance) {
        step *= Math.max(0.1, 0.85 * Math.cbrt(tolerance / error))
        stretch = 0
      } else {
        stretch = STRETCH
        meter?.add(this.#meanPower(step), step)
        if (time === 0) this.nextFirst = step * Math.min(3, Math.max(0.8, 0.9 * Math.cbrt(tolerance / error)))
        this.#take(step)
        time += step
        if (time >= seconds * (1 - 1e-15)) {
          this.#network?.finish()
          return steps
        }
        step *= Math.min(5, 0.85 * Math.cbrt(tolerance / Math.max(error, 1e-3 * tolerance)))
      }
      if (time + step === time) {
        throw new SolverError(
          'not-converged',
          `time step below rounding at ${time} s of a segment of ${seconds} s; try a smoother program or fewer parallel shorts`,
        )
      }
    }
    throw new SolverError('not-converged', `more than ${MOST_STEPS} time steps in a segment of ${seconds} s`)
  }

  #begin(segment: RelaxingSegment): void {
    const { spec, drive, states, tolerance, recorder } = segment
    this.#spec = spec
    this.#segment = segment
    this.#states = states
    this.#before = 0
    this.#knowsFirst = false
    const swept = this.#swept?.drive(drive, SETTLED * tolerance, recorder) === true ? this.#swept : undefined
    // Marks of sweeps keep their memory; those of other networks are of no use to them.
    if (this.#network !== swept) for (const instant of this.#instants) instant.mark = undefined
    this.#network = swept
    if (swept === undefined || !this.#look(this.#instants[0], states)) this.#solveInFull()
  }

  /** Goes on with networks solved in full, as where sweeps do not settle them. */
  #solveInFull(): void {
    const { spec, drive, states, recorder } = this.#segment!
    this.#network?.finish()
    this.#network = createSolvedNetwork(spec, drive, recorder)
    this.#before = 0
    for (const instant of this.#instants) instant.mark = undefined
    this.#look(this.#instants[0], states)
  }

  /** @returns the distance of the step from the second-order one in it; NaN where a network does not settle */
  #tryStep(step: number): number {
    const [start, middle, end] = this.#instants
    if (!this.#findMiddle(step)) return Number.NaN
    this.#aimAtEnd(step)
    relaxThrough(this.#states, start.relaxation, middle.relaxation, step, 1, this.#second)
    holdStates(this.#spec.model, this.#second)
    if (!this.#look(end, this.#second)) return Number.NaN
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
    if (!this.#look(middle, this.#half)) return false
    if (!first) return true
    // Without a step before it, the rates on the way to the middle are known once the middle is.
    relaxThrough(this.#states, start.relaxation, middle.relaxation, step, 0.5, this.#half)
    holdStates(this.#spec.model, this.#half)
    return this.#look(middle, this.#half)
  }

  /** Solves the network at some states and notes what it found. */
  #look(instant: Instant, states: readonly Float64Array[]): boolean {
    const { parameters, pace } = this.#spec
    const network = this.#network!
    if (!network.solve(states)) return false
    const mark = network.mark(instant.mark)
    instant.mark = mark
    instant.power = undefined
    const { rates, targets } = instant.relaxation
    this.#laws.relaxation(mark.deviceVolts.length, mark.deviceVolts, parameters, rates, targets)
    if (pace !== undefined) {
      for (const rate of rates) for (let k = 0; k < rate.length; k++) rate[k] = rate[k] * pace[k]
    }
    return true
  }

  /** The end of the step is the start of the next. */
  #take(step: number): void {
    for (let s = 0; s < this.#states.length; s++) this.#states[s].set(this.#third[s])
    const [start, middle, end, before] = this.#instants
    this.#instants = [end, start, before, middle]
    this.#knowsFirst = true
    this.#before = step
  }

  #powered(instant: Instant): PowerInstant {
    if (instant.power === undefined) {
      const mark = instant.mark!
      instant.power = { power: this.#network!.power(mark), squares: sumOfSquares(mark.currents) }
    }
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

function sumOfSquares(values: Float64Array): number {
  let sum = 0
  for (let k = 0; k < values.length; k++) sum += values[k] * values[k]
  return sum
}
