import type { GatedCell } from '../../arrays/devices/gated-cell.ts'
import { OptionError } from '../../arrays/errors.ts'
import { normal } from '../../arrays/random/keyed-random.ts'
import { requirePositive } from './require-positive.ts'

export interface NeuristorOptions {
  /** Amplitude of the input pulses on the ionic top gate, V. */
  readonly amplitude: number
  /** Width of an input pulse, s. @defaultValue 0.2 */
  readonly width?: number
  /** Rest after it, s. @defaultValue 0.1 */
  readonly rest?: number
  /** How long the input lasts, s. @defaultValue 10 */
  readonly seconds?: number
  /** Amplitude of the clock on the electronic back gate, V; it ticks at the end of each input pulse. @defaultValue 2 */
  readonly clockVolts?: number
  /** Threshold voltage of the undoped channel at the back gate, V. @defaultValue 3.2 */
  readonly thresholdVolts?: number
  /** How far the doping by a full double layer, or a full channel, lowers it, V. @defaultValue 4 */
  readonly shiftVolts?: number
  /** Standard deviation of the threshold from tick to tick, V. @defaultValue 0.12 */
  readonly noiseVolts?: number
  /** @defaultValue 1 */
  readonly seed?: number
}

export interface Firing {
  /** Clock ticks, the chances to fire. */
  readonly ticks: number
  readonly spikes: number
  /** spikes / ticks. */
  readonly probability: number
}

/**
 * Integrate and fire with two gates: ions that the top gate has moved to the channel (states `layer` and `lasting`) lower the
 * threshold that the clock on the back gate has to pass; a tick that passes lets the drain voltage through, a spike. Doping
 * decays between inputs, so weak input does not add up.
 */
export function fireNeuristor(cell: GatedCell, options: NeuristorOptions): Firing {
  const { width = 0.2, rest = 0.1, seconds = 10, clockVolts = 2, seed = 1 } = options
  const { amplitude, thresholdVolts = 3.2, shiftVolts = 4, noiseVolts = 0.12 } = options
  requirePositive('fireNeuristor', { width, rest, seconds })
  const layer = stateIndex(cell, 'layer')
  const lasting = stateIndex(cell, 'lasting')
  const ticks = Math.floor(seconds / (width + rest) + 1e-9)
  let spikes = 0
  for (let tick = 0; tick < ticks; tick++) {
    cell.advance(amplitude, width)
    const doping = cell.state[layer] + cell.state[lasting]
    const threshold = thresholdVolts - shiftVolts * doping + noiseVolts * normal(seed, 0, tick)
    if (clockVolts > threshold) spikes++
    cell.advance(0, rest)
  }
  return { ticks, spikes, probability: spikes / ticks }
}

function stateIndex({ model }: GatedCell, name: string): number {
  const index = model.states.findIndex(state => state.name === name)
  if (index < 0) {
    const known = model.states.map(state => state.name).join(', ')
    throw new OptionError('fireNeuristor', `${model.name} with states ${known}`, `one named "${name}"`)
  }
  return index
}
