import { type PulseTrainOptions, pulseTrain } from './pulse-train.ts'
import { requirePositive } from './require-positive.ts'
import type { FreshSpecimen } from './specimen.ts'

/**
 * An alloy-fibre actuator behind a synapse: no force up to a threshold of the postsynaptic current, then in proportion to
 * what exceeds it.
 */
export interface Actuator {
  /** A */
  readonly thresholdAmps: number
  /** N/A */
  readonly gain: number
}

/**
 * The actuator of the EC-MOF paper, Fig. 4h. Fitted: its two numbers follow from two of the three printed forces (3.5 and 9.1 N) and
 * the currents of EC-MOF-H at pulses of 3 and 4 V, so that only the zero at 2 V is left to be predicted. The amplitudes of
 * the three sets are assumed (4 V is printed for one of them). By scenarios/papers/calibration/muscle.ts.
 */
export const fibreMuscle: Actuator = Object.freeze({ thresholdAmps: 6.381e-11, gain: 1.361e11 })

/** The force of an actuator, N. */
export function muscleForce({ thresholdAmps, gain }: Actuator, amps: number): number {
  return gain * Math.max(0, amps - thresholdAmps)
}

export interface MuscleOptions extends Omit<PulseTrainOptions, 'volts'> {
  /** Amplitude of each set of pulses, V. */
  readonly amplitudes: readonly number[]
  readonly actuator?: Actuator
}

/** Result of one set of pulses. */
export interface MuscleSet {
  readonly volts: number
  /** Current at the end of each pulse, A. */
  readonly peakAmps: Float64Array
  /** Force at the end of each pulse, N. */
  readonly force: Float64Array
}

/**
 * An artificial efferent nerve: sets of continuous pulses of different amplitudes through a synapse, and the force of the
 * muscle that it drives. Each set meets a fresh synapse.
 */
export function driveMuscle(fresh: FreshSpecimen, options: MuscleOptions): MuscleSet[] {
  const { amplitudes, actuator = fibreMuscle, ...train } = options
  requirePositive('driveMuscle', { gain: actuator.gain })
  return amplitudes.map(volts => {
    const { peakAmps } = pulseTrain(fresh(), { ...train, volts })
    return { volts, peakAmps, force: peakAmps.map(amps => muscleForce(actuator, amps)) }
  })
}
