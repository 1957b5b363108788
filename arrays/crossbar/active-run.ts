import { SolverError } from '../errors.ts'
import type { ArraySpec } from './array-spec.ts'
import type { EnergyMeter } from './energy-meter.ts'
import type { NetworkMark } from './moving-network.ts'
import type { ReducedNetwork } from './reduced-network.ts'
import type { RelaxingSteps } from './relaxing-steps.ts'

/** What the active cells did in a half of a segment. */
export interface ActiveHalf {
  /** At its end. */
  readonly states: readonly Float64Array[]
  readonly mark: NetworkMark
  /** What they took beyond their straight lines at its end, and in the mean, A. */
  readonly beyond: Float64Array
  readonly mean: Float64Array
  /** How far they went by its end, W, and the mean of its square, W^2: see ReducedNetwork. */
  readonly progress: number
  readonly meanSquare: number
  /** Length of a first step that would have been good, s. */
  readonly nextFirst: number
  readonly steps: number
}

export interface ActiveSegment {
  readonly spec: ArraySpec
  /** At the start. */
  readonly states: readonly Float64Array[]
  readonly seconds: number
  readonly tolerance: number
  /** Lengths of the first steps of both halves that are tried, s. */
  readonly firsts: readonly [number, number]
  /** That hears of the energy. */
  readonly meter: EnergyMeter | undefined
}

/**
 * Takes the active cells of an array through the two halves of a segment on the network that they see.
 * @returns undefined where that does not settle
 */
export function runActive(
  { spec, states, seconds, tolerance, firsts, meter }: ActiveSegment,
  network: ReducedNetwork,
  stepper: RelaxingSteps,
): readonly [ActiveHalf, ActiveHalf] | undefined {
  const half = seconds / 2
  const own = states.map(plane => plane.slice())
  const go = (offset: number, first: number): ActiveHalf | undefined => {
    network.offset = offset
    const sum = new Float64Array(own[0].length)
    let mark: NetworkMark | undefined
    let squares = 0
    const steps = stepper.run(
      { spec, states: own, tolerance, network, inFull: undefined },
      {
        seconds: half,
        first,
        ...(meter === undefined ? {} : { meter }),
        heard(marks, step) {
          const beyond = marks.map(at => network.beyond(at))
          for (let c = 0; c < sum.length; c++)
            sum[c] = sum[c] + (step / 6) * (beyond[0][c] + 4 * beyond[1][c] + beyond[2][c])
          const [p, q, r] = marks.map(at => network.progress(at) ** 2) as [number, number, number]
          squares += (step / 6) * (p + 4 * q + r)
          mark = marks[2]
        },
      },
    )
    if (steps === 0 || mark === undefined) return undefined
    const { deviceVolts, currents } = mark
    const volts = deviceVolts.slice()
    return {
      states: own.map(plane => plane.slice()),
      mark: { deviceVolts: volts, cellVolts: volts, currents: currents.slice() },
      beyond: network.beyond(mark),
      progress: network.progress(mark),
      meanSquare: squares / half,
      mean: sum.map(amps => amps / half),
      nextFirst: stepper.nextFirst,
      steps,
    }
  }
  try {
    const early = go(0, firsts[0])
    const late = early && go(half, firsts[1])
    return late && [early, late]
  } catch (error) {
    // Steps that get too small on this network may do on the whole one.
    if (error instanceof SolverError) return undefined
    throw error
  }
}
