import { digitsOf } from '../../learning/adaptive-network.ts'
import type { Dataset } from '../../learning/dataset.ts'
import { paperNetwork } from '../../learning/device-networks.ts'
import type { NetworkSettings } from '../../learning/network-settings.ts'
import type { TrainingData } from '../../learning/train-network.ts'
import { trainingDevice } from '../../learning/training-devices.ts'
import type { TunedSettings } from '../../learning/tune-training.ts'

/** The network of a claim, before rate, threshold and ranges are chosen. */
export interface ClaimNetwork {
  readonly device: string
  /** The figure: mean accuracy of so many last epochs, or that of the best one where the paper states a maximum. */
  readonly compared: number | 'best'
  /** Settings as they are known or assumed; where the choice begins. */
  readonly start: NetworkSettings
  /** Ranges where it begins a second time: the better of two hills is taken. */
  readonly otherRanges?: () => readonly number[]
  /** Shorter trainings that the choice is made with, where those of the claim take too long. */
  readonly trial?: Partial<NetworkSettings>
  /** The part of the images that it sees; left out, all of them. */
  readonly seen?: (data: TrainingData) => TrainingData
  /** What the paper leaves open besides, or what is meant; for the note. */
  readonly remark?: string
}

/** The digits that the network of B16 learns, and those in their places that it adapts to: 8-9, 6-5, 2-7, 4-1 (assumed). */
const FIRST_DIGITS = [8, 6, 2, 4] as const
export const SECOND_DIGITS = [9, 5, 7, 1] as const

export type ClaimNetworkId = 'A18' | 'B14' | 'B15' | 'B16' | 'B17' | 'D11' | 'E05' | 'E24' | 'E26'

const CROPPED: Omit<ClaimNetwork, 'device'> = {
  compared: 3,
  start: { ...paperNetwork('hbn-wo3'), hidden: [200], batch: 50, epochs: 20, patterns: 20_000 },
  // A tenth of the patterns: each training image that is not kept back four times.
  trial: { epochs: 4, patterns: 0 },
  seen: once(({ train, test, classes }) => ({ train: crop(train), test: crop(test), classes })),
  remark: 'the middle 24 x 22 pixels, hidden neurons not stated',
}

const FOUR_DIGITS: Pick<ClaimNetwork, 'device' | 'start'> = {
  device: 'fmes-open',
  start: { ...paperNetwork('fmes-open'), hidden: [], ranges: [0.5], patterns: 1000, epochs: 100 },
}

/** Networks of the claims that are one accuracy. Time stands still between their pulses, as in the papers. */
export const CLAIM_NETWORKS: Readonly<Record<ClaimNetworkId, ClaimNetwork>> = {
  A18: { device: 'ec-mof-n', compared: 5, start: { ...paperNetwork('ec-mof-n'), epochs: 40 } },
  B14: fmes('fmes-8000'),
  B15: fmes('fmes-open'),
  B16: {
    ...FOUR_DIGITS,
    compared: 'best',
    seen: once(data => shown(data, FIRST_DIGITS)),
    remark: `digits ${FIRST_DIGITS.join(', ')}`,
  },
  B17: {
    ...FOUR_DIGITS,
    compared: 1,
    seen: once(data => shown(data, SECOND_DIGITS)),
    remark: `outputs ${FIRST_DIGITS.join(', ')} taken for ${SECOND_DIGITS.join(', ')} (assumed)`,
  },
  D11: { device: 'pentacene-p13', compared: 5, start: { ...paperNetwork('pentacene-p13'), epochs: 30 } },
  E05: { ...CROPPED, device: 'hbn-wo3' },
  E24: { ...CROPPED, device: 'ideal' },
  E26: {
    device: 'pva-mxene',
    compared: 5,
    start: { ...paperNetwork('pva-mxene'), epochs: 20 },
    remark: 'network not stated',
  },
}

/** Claims whose settings are chosen: B17 is the network of B16, and E24 that of E05, as the paper puts its ideal synapse into it. */
export type TunedClaimId = Exclude<ClaimNetworkId, 'B17' | 'E24'>

/**
 * What scripts/tune-claims.ts chose on training images that were kept back; scripts/tune-claims.csv holds all that was tried. The
 * rate of networks whose updates are one pulse by the sign is that of the float network beside them.
 */
export const CHOSEN_SETTINGS: Readonly<Record<TunedClaimId, TunedSettings>> = {
  A18: { rate: 0.3, threshold: 0, ranges: [0.5] },
  B14: { rate: 0.9, threshold: 3e-4, ranges: [0.478, 2.39] },
  B15: { rate: 0.9, threshold: 1e-4, ranges: [0.498, 2.49] },
  B16: { rate: 0.3, threshold: 9e-4, ranges: [0.5] },
  D11: { rate: 1, threshold: 0, ranges: [1, 4] },
  E05: { rate: 1, threshold: 0, ranges: [2, 8] },
  E26: { rate: 0.1, threshold: 0, ranges: [1] },
}

function tunedClaim(id: ClaimNetworkId): TunedClaimId {
  if (id === 'B17') return 'B16'
  return id === 'E24' ? 'E05' : id
}

/**
 * Settings of a claim's network, all choices made.
 * @param device in place of the claim's own
 */
export function claimSettings(
  id: ClaimNetworkId,
  device: string = CLAIM_NETWORKS[id].device,
): NetworkSettings {
  return { ...CLAIM_NETWORKS[id].start, ...CHOSEN_SETTINGS[tunedClaim(id)], device }
}

/** The images that a claim's network sees; of the same data always the same, so that trainings are shared. */
export function claimData(id: ClaimNetworkId, data: TrainingData): TrainingData {
  return CLAIM_NETWORKS[id].seen?.(data) ?? data
}

/** Weights of 1.2 and 6 a volt in both layers are the other start. */
function fmes(device: string): ClaimNetwork {
  return {
    device,
    compared: 10,
    start: { ...paperNetwork(device), patterns: 500, batch: 25, epochs: 100 },
    otherRanges: () => {
      const { low, high } = trainingDevice(device).curve
      return [1.2, 6].map(weight => (weight * (high - low)) / 2)
    },
    remark: 'images of an epoch not stated',
  }
}

/** Trained with the first four digits, shown those. */
function shown({ train, test }: TrainingData, digits: readonly number[]): TrainingData {
  return {
    train: digitsOf(train, FIRST_DIGITS),
    test: digitsOf(test, digits),
    classes: FIRST_DIGITS.length,
  }
}

/** The middle 24 rows and 22 columns of 28 x 28. */
function crop(data: Dataset): Dataset {
  const [rows, columns] = [24, 22]
  const [top, left] = [(data.size[0] - rows) >> 1, (data.size[1] - columns) >> 1]
  const images = new Float32Array(data.count * rows * columns)
  for (let n = 0; n < data.count; n++) {
    for (let r = 0; r < rows; r++) {
      const from = n * data.inputs + (top + r) * data.size[1] + left
      images.set(data.images.subarray(from, from + columns), (n * rows + r) * columns)
    }
  }
  return { ...data, inputs: rows * columns, size: [rows, columns], images }
}

function once(make: (data: TrainingData) => TrainingData): (data: TrainingData) => TrainingData {
  const made = new WeakMap<TrainingData, TrainingData>()
  return data => {
    const known = made.get(data) ?? make(data)
    made.set(data, known)
    return known
  }
}
