import type { Dataset } from './dataset.ts'
import { forward, type Network } from './network.ts'
import type { TrainingDevice } from './training-device.ts'

/** Energy of one pattern, J. */
export interface ReadEnergy {
  /** All layers, inputs to outputs. */
  readonly forward: number
  /** The reads of back-propagation: every layer but the first, driven from its outputs at a tenth of the read voltage (assumed). */
  readonly back: number
}

/** Patterns that the mean is taken over. */
const SAMPLE = 200
/** Errors handed back are small: root mean square over the read voltage. */
const BACK_DRIVE = 0.1

/**
 * Mean energy of the reads of a pattern, dissipated in cells without wires: V^2 G for the time of the read, with V
 * proportional to the input, or the read voltage for a share of the time.
 */
export function readJoules(network: Network, data: Dataset): ReadEnergy {
  const { layers, device, settings } = network
  if (device.unit !== 'S') return { forward: 0, back: 0 }
  const count = Math.min(SAMPLE, data.count)
  const signals = forward(network, data.images.subarray(0, count * data.inputs), count, 0)
  const whole = device.readVolts ** 2 * settings.readSeconds
  let ahead = 0
  let back = 0
  layers.forEach(({ shown, shape: { inputs, outputs } }, layer) => {
    let all = 0
    for (let i = 0; i < inputs; i++) {
      let siemens = 0
      for (let o = 0; o < outputs; o++) siemens += shown[0][i * outputs + o] + shown[1][i * outputs + o]
      all += siemens
      let drive = 0
      for (let b = 0; b < count; b++) {
        const x = signals[layer][b * inputs + i]
        drive += settings.inputs === 'voltage' ? x * x : x
      }
      ahead += (whole * siemens * drive) / count
    }
    if (layer > 0) back += whole * all * BACK_DRIVE ** 2
  })
  return { forward: ahead, back }
}

/** Energy of pulses, J. */
export function pulseJoules(
  { raiseJoules, lowerJoules }: TrainingDevice,
  pulses: readonly { readonly raised: number; readonly lowered: number }[],
): number {
  return pulses.reduce((sum, { raised, lowered }) => sum + raised * raiseJoules + lowered * lowerJoules, 0)
}
