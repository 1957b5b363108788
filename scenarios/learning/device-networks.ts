import { ownValue } from '../../arrays/own-value.ts'
import { DEFAULT_SETTINGS, type NetworkSettings } from './network-settings.ts'
import { trainingDevice } from './training-devices.ts'
import { TUNED_SETTINGS } from './tuned-settings.ts'

/** The network that the paper of a device trained, in its own setting: ideal wiring, nothing wrong but the device's updates. */
export function paperNetwork(device: string): NetworkSettings {
  const own = OWN[device] ?? ONE_LAYER
  return { ...DEFAULT_SETTINGS, ...own, device }
}

/**
 * The same network on crossbars as they come, its rate and ranges chosen on training images that were kept back: what is not known of a device is assumed alike for all, on the mild side. A
 * device whose weight is a voltage is read without wires.
 */
export function hardwareNetwork(device: string): NetworkSettings {
  const { unit, stepSpread } = trainingDevice(device)
  return {
    ...paperNetwork(device),
    ...ownValue(TUNED_SETTINGS, device),
    ...ASSUMED,
    updateSeconds: 'pulses',
    ...(stepSpread === undefined ? {} : { writeNoise: stepSpread }),
    reading: unit === 'V' ? 'ideal' : 'exact',
  }
}

/** Papers that trained a network of one layer, or none. */
const ONE_LAYER: Partial<NetworkSettings> = { ranges: [0.5], rate: 0.3 }

const HIDDEN_LAYER: Partial<NetworkSettings> = { hidden: [100], ranges: [0.5, 2], rate: 1 }

/** 2T1C cells with one pulse for each weight whose gradient counts (Fig. 4 of Zhao 2022). */
const FMES: Partial<NetworkSettings> = {
  hidden: [100],
  ranges: [0.1, 0.6],
  cells: 'reference',
  start: 1,
  update: 'sign',
  threshold: 1e-4,
  rounding: 'none',
}

const OWN: Readonly<Record<string, Partial<NetworkSettings>>> = {
  'pentacene-p13': HIDDEN_LAYER,
  'hbn-wo3': HIDDEN_LAYER,
  'fmes-500': FMES,
  'fmes-1000': FMES,
  'fmes-8000': FMES,
  'fmes-open': FMES,
}

/** Assumed, the same for every device that does not say its own. */
const ASSUMED: Partial<NetworkSettings> = {
  writeNoise: 0.2,
  variability: 0.05,
  stepSpread: 0.1,
  asymmetrySpread: 0.05,
  rangeSpread: 0.05,
  driftSpread: 0.1,
  stuckLow: 0.002,
  stuckHigh: 0.002,
  readNoise: 0.01,
  dacBits: 6,
  adcBits: 8,
  driftSeconds: 60,
  wireOhms: 1,
  tile: [128, 32],
}
