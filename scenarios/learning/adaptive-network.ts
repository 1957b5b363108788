import { fmes } from '../../arrays/devices/fmes.ts'
import { createStorageCell, type StorageCell } from '../../arrays/devices/storage-cell.ts'
import { OptionError } from '../../arrays/errors.ts'
import { uniformStream } from '../../arrays/random/keyed-random.ts'
import type { Dataset } from './dataset.ts'
import { refreshLayer } from './layer.ts'
import type { Network } from './network.ts'
import { testNetwork } from './test-network.ts'

export interface AdaptationOptions {
  /** Regulating resistance of a black and of a white pixel, ohm; grey ones between. */
  readonly ohms: readonly [number, number]
  /** Mean of the current that flows into all cells of the output meanwhile, A: the pulses are not changed by the image. */
  readonly amps: number
  /** Time that an image stands, s. */
  readonly seconds: number
  /** Images that are mapped, classes in turn. */
  readonly images: number
  /** Images between two tests. */
  readonly testEvery: number
  readonly seed: number
}

/** Test accuracy after so many mapped images. */
export interface AdaptationPoint {
  readonly images: number
  readonly accuracy: number
}

/** Pictures of the given digits, relabelled by their place in the list. */
export function digitsOf(data: Dataset, digits: readonly number[]): Dataset {
  const kept = Array.from(data.labels.keys()).filter(n => digits.includes(data.labels[n]))
  const { inputs } = data
  const images = new Float32Array(kept.length * inputs)
  kept.forEach((n, k) => {
    images.set(data.images.subarray(n * inputs, (n + 1) * inputs), k * inputs)
  })
  return {
    source: `digits ${digits.join(', ')} of ${data.source}`,
    count: kept.length,
    inputs,
    size: data.size,
    images,
    labels: Uint8Array.from(kept, n => digits.indexOf(data.labels[n])),
  }
}

/**
 * Adapts a trained single layer of FMES cells to other pictures without gradients: each picture sets the regulating resistance
 * of the cells of its output, pixel by pixel, while the same current flows into all of them. A cell's charge relaxes to
 * current times resistance with the time constant resistance times capacitance, so bright pixels hold and gather charge and
 * dark ones lose it, and the weights of the output come to look like the pictures. Cells of the other outputs are cut off and
 * keep what they have. The cells themselves are stepped, by the model's own exact law; the network is changed.
 * @param pictures to map, labelled by output
 * @returns accuracy on `test` before the first image and along the way
 */
export function adaptNetwork(
  network: Network,
  pictures: Dataset,
  test: Dataset,
  options: AdaptationOptions,
): AdaptationPoint[] {
  const { amps, seconds, images, testEvery, seed } = options
  const layer = network.layers[0]
  const { plus, outputs, pair } = layer.cells
  if (network.layers.length !== 1 || pair || layer.device.unit !== 'V')
    throw new OptionError('adaptNetwork', 'another network', 'one layer of FMES cells against a reference')
  const cells = levelCells(options.ohms)
  const order = inTurn(pictures, outputs, images, seed)
  const points = [{ images: 0, accuracy: testNetwork(network, test, 0).accuracy }]
  order.forEach((n, done) => {
    const output = pictures.labels[n]
    for (let i = 0; i < pictures.inputs; i++) {
      const cell = cells[Math.round(pictures.images[n * pictures.inputs + i] * 255)]
      const k = i * outputs + output
      // The weight is the voltage at rest: all charge is in the films by then.
      cell.state[0] = plus[k]
      cell.state[1] = 0
      cell.advanceCurrent(amps, seconds)
      plus[k] = cell.state[0]
    }
    if ((done + 1) % testEvery === 0 || done + 1 === order.length) {
      refreshLayer(layer, false)
      points.push({ images: done + 1, accuracy: testNetwork(network, test, 0).accuracy })
    }
  })
  return points
}

/** One cell for each grey level; its state is that of whichever cell is stepped. */
function levelCells([black, white]: readonly [number, number]): StorageCell[] {
  return Array.from({ length: 256 }, (_, level) =>
    createStorageCell(fmes, { parameters: { regulatingOhms: black + ((white - black) * level) / 255 } }),
  )
}

/** Numbers of pictures, one of each class after the other, drawn at random within the class. */
function inTurn({ labels }: Dataset, classes: number, images: number, seed: number): number[] {
  const draw = uniformStream(seed, 130, 0)
  const byClass = Array.from({ length: classes }, (_, c) =>
    Array.from(labels.keys()).filter(n => labels[n] === c),
  )
  return Array.from({ length: images }, (_, k) => {
    const own = byClass[k % classes]
    return own[Math.floor(draw() * own.length)]
  })
}
