import type { Dataset } from '../../learning/dataset.ts'
import { paperNetwork } from '../../learning/device-networks.ts'
import type { NetworkSettings } from '../../learning/network-settings.ts'
import type { TrainingData } from '../../learning/train-network.ts'
import { trainingDevice } from '../../learning/training-devices.ts'

/** The network of a claim: its device, and what was open in the paper as it was chosen. */
export interface ClaimNetwork {
  readonly device: string
  /** Last epochs whose mean accuracy is compared. */
  readonly last: number
  /** @param device in place of the claim's own */
  settings(device: string): NetworkSettings
  /** The part of the images that it sees; left out, all of them. */
  readonly seen?: (data: TrainingData) => TrainingData
}

/** Weights of a volt in both layers, whatever the resistance. So small that a class needs more, and cells gather at their ends. */
export const FMES_WEIGHTS = [1.2, 6] as const

export type ClaimNetworkId = 'A18' | 'B14' | 'B15' | 'D11' | 'E05' | 'E24' | 'E26'

/** Networks of the claims that are one accuracy. Time stands still between their pulses, as in the papers. */
export const CLAIM_NETWORKS: Readonly<Record<ClaimNetworkId, ClaimNetwork>> = {
  A18: {
    device: 'ec-mof-n',
    last: 5,
    settings: device => ({ ...paperNetwork('ec-mof-n'), device, epochs: 40 }),
  },
  B14: fmes('fmes-8000'),
  B15: fmes('fmes-open'),
  D11: {
    device: 'pentacene-p13',
    last: 5,
    settings: device => ({ ...paperNetwork('pentacene-p13'), device, epochs: 30 }),
  },
  E05: cropped('hbn-wo3'),
  E24: cropped('ideal'),
  E26: {
    device: 'pva-mxene',
    last: 5,
    settings: device => ({
      ...paperNetwork('pva-mxene'),
      device,
      hidden: [],
      ranges: [0.5],
      rate: 0.3,
      epochs: 20,
    }),
  },
}

function fmes(device: string): ClaimNetwork {
  return {
    device,
    last: 10,
    settings: own => {
      const { low, high } = trainingDevice(device).curve
      const ranges = FMES_WEIGHTS.map(weight => (weight * (high - low)) / 2)
      return {
        ...paperNetwork(device),
        device: own,
        ranges,
        threshold: 1e-4,
        patterns: 500,
        batch: 25,
        epochs: 100,
      }
    },
  }
}

/** One network for the device and for the ideal synapse that the paper puts into it, ranges and all: those of the device. */
function cropped(device: string): ClaimNetwork {
  return {
    device,
    last: 3,
    settings: own => ({
      ...paperNetwork('hbn-wo3'),
      device: own,
      hidden: [200],
      rate: 1,
      batch: 50,
      epochs: 20,
      patterns: 20_000,
    }),
    seen: ({ train, test, classes }) => ({ train: crop(train), test: crop(test), classes }),
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
