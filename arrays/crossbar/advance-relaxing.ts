import {
  type RelaxationPlanes,
  relaxAhead,
  relaxSimpson,
  relaxThrough,
} from '../../kernels/swept-relaxation.ts'
import { compileLaws } from '../devices/compile-laws.ts'
import { SolverError } from '../errors.ts'
import type { AdvanceOptions } from './advance-options.ts'
import { weightsAtEnd, weightsAtMiddle } from './aim-ahead.ts'
import type { ArraySpec } from './array-spec.ts'
import { bentPower, simpsonPower } from './bent-power.ts'
import type { Drive } from './drive.ts'
import type { EnergyMeter, EnergySplit } from './energy-meter.ts'
import type { MovingNetwork } from './moving-network.ts'
import { createSolvedNetwork } from './solved-network.ts'
import { stateDistance } from './state-distance.ts'
import { driveKey, stepMemory } from './step-memory.ts'
import { createSweptCrossbar } from './swept-crossbar.ts'

/** Of the second-order step that each third-order one contains; the step taken keeps to 1e-4 of the range of a state (test/referee). */
const TOLERANCE = 1e-4
/** Of the tolerance: so near voltages are to where they settle, over the largest between two lines. */
const SETTLED = 2e-3
/** Share of a step by which the rest of a segment may be longer than whole steps. */
const STRETCH = 0.2
const MOST_STEPS = 100_000
/** Below this way (rate times step) of every state the power over a step is a parabola to 1e-6. */
const PARABOLA = 0.2

/**
 * Advances an array whose states relax through `seconds` of a constant drive. A step solves three networks, in its middle, at its
 * end as it is predicted and at its end, and takes Simpson's mean of the rates between (third order); its length is controlled by the
 * distance from the second-order step in it. Networks are solved by line sweeps where these serve and settle, in full elsewhere.
 * @param states advanced in place
 * @returns the number of steps
 * @throws SolverError where a network has no answer or the steps become too small
 */
export function advanceRelaxing(
  spec: ArraySpec,
  drive: Drive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  options: AdvanceOptions,
): number {
  const { recorder, tolerance = TOLERANCE } = options
  const swept = createSweptCrossbar(spec, drive, SETTLED * tolerance, recorder)
  const solved = (): MovingNetwork => createSolvedNetwork(spec, drive, recorder)
  const memory = stepMemory(recorder)
  const key = memory === undefined ? '' : driveKey(drive, seconds)
  const stepper = new Stepper(spec, swept ?? solved(), solved, states)
  const steps = stepper.run(seconds, meter, { ...options, first: memory?.recall(key) ?? seconds })
  memory?.keep(key, stepper.nextFirst)
  return steps
}

/** The planes of one instant. */
interface Instant {
  readonly relaxation: RelaxationPlanes
  readonly deviceVolts: Float64Array
  readonly cellVolts: Float64Array
  readonly currents: Float64Array
  mark: unknown
  power: EnergySplit
}

class Stepper {
  readonly #spec: ArraySpec
  #network: MovingNetwork
  readonly #inFull: () => MovingNetwork
  readonly #states: readonly Float64Array[]
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

  constructor(
    spec: ArraySpec,
    network: MovingNetwork,
    inFull: () => MovingNetwork,
    states: readonly Float64Array[],
  ) {
    const count = spec.size[0] * spec.size[1]
    const plane = (): Float64Array => new Float64Array(count)
    const planes = (): Float64Array[] => states.map(plane)
    this.#spec = spec
    this.#network = network
    this.#inFull = inFull
    this.#states = states
    const instant = (): Instant => ({
      relaxation: { rates: planes(), targets: planes() },
      deviceVolts: plane(),
      cellVolts: plane(),
      currents: plane(),
      mark: undefined,
      power: { delivered: 0, cells: 0, wires: 0, drivers: 0 },
    })
    this.#instants = [instant(), instant(), instant(), instant()]
    this.#half = planes()
    this.#second = planes()
    this.#third = planes()
  }

  /** @param first length of the first step that is tried, s */
  run(
    seconds: number,
    meter: EnergyMeter,
    { tolerance = TOLERANCE, energy = true, first }: AdvanceOptions & { readonly first: number },
  ): number {
    let time = 0
    let step = first
    // A step that was refused is never taken as long again.
    let stretch = STRETCH
    this.#begin()
    for (let steps = 1; steps <= MOST_STEPS; steps++) {
      // As many steps as fit, or one less where that makes them little longer, of one length.
      step = (seconds - time) / Math.max(1, Math.ceil((seconds - time) / step - stretch))
      const error = this.#tryStep(step)
      if (Number.isNaN(error) || (error <= tolerance && !this.#look(this.#instants[2], this.#third))) {
        this.#changeNetwork()
        continue
      }
      if (error > tolerance) {
        step *= Math.max(0.1, 0.85 * Math.cbrt(tolerance / error))
        stretch = 0
      } else {
        stretch = STRETCH
        if (energy) meter.add(this.#meanPower(step), step)
        if (time === 0) this.nextFirst = step * Math.min(3, Math.max(0.8, 0.9 * Math.cbrt(tolerance / error)))
        this.#take(step)
        time += step
        if (time >= seconds * (1 - 1e-15)) {
          this.#network.finish()
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

  #begin(): void {
    if (!this.#look(this.#instants[0], this.#states)) this.#changeNetwork()
  }

  /** Goes on with networks solved in full where sweeps do not settle them. */
  #changeNetwork(): void {
    this.#network.finish()
    this.#network = this.#inFull()
    this.#before = 0
    for (const instant of this.#instants) instant.mark = undefined
    this.#look(this.#instants[0], this.#states)
  }

  /** @returns the distance of the step from the second-order one in it; NaN where a network does not settle */
  #tryStep(step: number): number {
    const [start, middle, end] = this.#instants
    if (!this.#findMiddle(step)) return Number.NaN
    this.#aimAtEnd(step)
    relaxThrough(this.#states, start.relaxation, middle.relaxation, step, 1, this.#second)
    this.#hold(this.#second)
    if (!this.#look(end, this.#second)) return Number.NaN
    const instants = [start.relaxation, middle.relaxation, end.relaxation] as const
    relaxSimpson(this.#states, instants, step, this.#third)
    this.#hold(this.#third)
    return stateDistance(this.#spec, this.#third, this.#second)
  }

  /** Starts the next network where those before lead to. @param marks nearest first */
  #aim(marks: readonly Instant[], weights: readonly number[]): void {
    this.#network.startFrom(
      marks.map(({ mark }) => mark),
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
    relaxAhead(this.#states, before.relaxation, start.relaxation, ratio / 2, step / 2, this.#half)
    this.#hold(this.#half)
    if (!this.#look(middle, this.#half)) return false
    if (!first) return true
    // Without a step before it, the rates on the way to the middle are known once the middle is.
    relaxThrough(this.#states, start.relaxation, middle.relaxation, step, 0.5, this.#half)
    this.#hold(this.#half)
    return this.#look(middle, this.#half)
  }

  /** Solves the network at some states and notes what it found. */
  #look(instant: Instant, states: readonly Float64Array[]): boolean {
    const { model, parameters, pace } = this.#spec
    const network = this.#network
    if (!network.solve(states)) return false
    instant.deviceVolts.set(network.deviceVolts)
    instant.cellVolts.set(network.cellVolts)
    instant.currents.set(network.currents)
    instant.mark = network.mark(instant.mark)
    const { rates, targets } = instant.relaxation
    const { length } = network.deviceVolts
    compileLaws(model).states.relaxation(length, network.deviceVolts, parameters, rates, targets)
    if (pace !== undefined) {
      for (const rate of rates) for (let k = 0; k < rate.length; k++) rate[k] = rate[k] * pace[k]
    }
    instant.power = network.power()
    return true
  }

  #hold(states: readonly Float64Array[]): void {
    this.#spec.model.states.forEach(({ range: [low, high] }, s) => {
      const x = states[s]
      for (let k = 0; k < x.length; k++) x[k] = Math.min(high, Math.max(low, x[k]))
    })
  }

  /** The end of the step is the start of the next. */
  #take(step: number): void {
    this.#states.forEach((state, s) => {
      state.set(this.#third[s])
    })
    const [start, middle, end, before] = this.#instants
    this.#instants = [end, start, before, middle]
    this.#knowsFirst = true
    this.#before = step
  }

  /** Mean powers of the step: by Simpson's rule, or at states that relax within it where they do so by much. */
  #meanPower(step: number): EnergySplit {
    const [start, middle, end] = this.#instants
    const way = this.#longestWay(step)
    if (way < PARABOLA) return simpsonPower([start, middle, end])
    const then = this.#half
    const currents = new Float64Array(start.deviceVolts.length)
    return bentPower([start, middle, end], way, (place, volts) => {
      relaxThrough(this.#states, start.relaxation, middle.relaxation, step, place, then)
      this.#hold(then)
      this.#network.currentsAt(then, volts, currents)
      return currents
    })
  }

  #longestWay(step: number): number {
    let most = 0
    for (const { relaxation } of this.#instants.slice(0, 3)) {
      for (const rate of relaxation.rates)
        for (let k = 0; k < rate.length; k++) if (rate[k] > most) most = rate[k]
    }
    return most * step
  }
}
