import { HOST_PRODUCTS, type MatrixProducts } from '../../kernels/matrix-products.ts'
import { createLayer, keepEffective, type Layer, readBack, readLayer, refreshLayer } from './layer.ts'
import type { UpdatePulses } from './move-cells.ts'
import type { NetworkSettings } from './network-settings.ts'
import type { LayerBatch } from './outer-product.ts'
import { relaxCells } from './relax-cells.ts'
import type { TrainingDevice } from './training-device.ts'
import { applyRule } from './update-rule.ts'

/** Layers of cells with logistic neurons between them and a soft maximum at the end. */
export interface Network {
  readonly settings: NetworkSettings
  readonly device: TrainingDevice
  readonly layers: readonly Layer[]
  /** Neurons from the inputs to the outputs. */
  readonly sizes: readonly number[]
  /** Engine of the matrices of its mini-batches. */
  readonly products: MatrixProducts
}

export function createNetwork(
  inputs: number,
  classes: number,
  device: TrainingDevice,
  settings: NetworkSettings,
): Network {
  const sizes = [inputs, ...settings.hidden, classes]
  const layers = sizes.slice(1).map((outputs, k) => createLayer(sizes[k], outputs, device, settings, k))
  for (const layer of layers) refreshLayer(layer, true)
  return { settings, device, layers, sizes, products: HOST_PRODUCTS }
}

/**
 * Reads a batch through all layers.
 * @param key of the read, for its noise
 * @returns what enters each layer and, last, the probabilities of the classes
 */
export function forward(network: Network, x: Float32Array, batch: number, key: number): Float32Array[] {
  const signals = [x]
  network.layers.forEach((layer, k) => {
    const sums = readLayer(layer, signals[k], batch, key, network.products)
    if (k < network.layers.length - 1) logistic(sums)
    else softMaximum(sums, batch, layer.shape.outputs)
    signals.push(sums)
  })
  return signals
}

function logistic(values: Float32Array): void {
  for (let k = 0; k < values.length; k++) values[k] = 1 / (1 + Math.exp(-values[k]))
}

function softMaximum(values: Float32Array, batch: number, outputs: number): void {
  for (let b = 0; b < batch; b++) {
    const row = values.subarray(b * outputs, (b + 1) * outputs)
    let most = Number.NEGATIVE_INFINITY
    for (const value of row) if (value > most) most = value
    let sum = 0
    for (let o = 0; o < outputs; o++) {
      row[o] = Math.exp(row[o] - most)
      sum += row[o]
    }
    for (let o = 0; o < outputs; o++) row[o] /= sum
  }
}

/** Loss (cross-entropy) and hits of a batch from its probabilities. */
export function scoreBatch(
  probabilities: Float32Array,
  labels: Uint8Array,
  classes: number,
): { loss: number; guesses: Uint8Array } {
  let loss = 0
  const guesses = Uint8Array.from(labels, (label, b) => {
    let best = 0
    for (let o = 1; o < classes; o++)
      if (probabilities[b * classes + o] > probabilities[b * classes + best]) best = o
    loss -= Math.log(Math.max(probabilities[b * classes + label], 1e-30))
    return best
  })
  return { loss, guesses }
}

/** Result of a mini-batch. */
export interface TrainedBatch {
  /** Of each layer. */
  readonly pulses: readonly UpdatePulses[]
  readonly loss: number
  /** That its update took, s. */
  readonly seconds: number
}

/**
 * One mini-batch: forward, back-propagation of the mean gradient through what the arrays show, and the devices' own updates. All
 * layers are written at once, and the cells that wait relax meanwhile.
 * @param update counts the updates of the training
 */
export function trainBatch(
  network: Network,
  x: Float32Array,
  labels: Uint8Array,
  update: number,
  rate: number,
): TrainedBatch {
  const { layers, settings, device, sizes } = network
  const batch = labels.length
  const signals = forward(network, x, batch, update)
  const classes = sizes.at(-1)!
  const { loss } = scoreBatch(signals.at(-1)!, labels, classes)
  const parts = backward(network, signals, labels, update)
  const done = layers.map(({ cells, memory }, k) => {
    const { gradient, ...own } = parts[k]
    return applyRule(cells, memory, own, gradient, { settings, device, layer: k, update, rate })
  })
  const written = done.flatMap(one => one.written)
  const { updateSeconds } = settings
  const seconds =
    updateSeconds === 'pulses'
      ? written.reduce((most, [, one]) => Math.max(most, one.seconds), 0)
      : updateSeconds
  for (const [cells, { busy }] of written) relaxCells(cells, seconds, busy)
  for (const { cells, memory } of layers) {
    // The weights rest while Tiki-Taka writes its other array alone.
    if (memory.fast !== undefined && !written.some(([own]) => own === cells)) relaxCells(cells, seconds)
  }
  for (const layer of layers) {
    refreshLayer(layer, false)
    if ((update + 1) % settings.checkEvery === 0) keepEffective(layer)
  }
  return { pulses: done.map(one => one.pulses), loss, seconds }
}

/** Inputs of each layer, the errors of its sums, and the mean gradient of its weights. */
function backward(
  network: Network,
  signals: readonly Float32Array[],
  labels: Uint8Array,
  update: number,
): (LayerBatch & { readonly gradient: Float32Array })[] {
  const { layers, sizes, products } = network
  const batch = labels.length
  const classes = sizes.at(-1)!
  let delta: Float32Array = Float32Array.from(signals.at(-1)!)
  for (let b = 0; b < batch; b++) delta[b * classes + labels[b]] -= 1
  for (let k = 0; k < delta.length; k++) delta[k] /= batch
  const parts: (LayerBatch & { readonly gradient: Float32Array })[] = []
  for (let k = layers.length - 1; k >= 0; k--) {
    const { inputs, outputs } = layers[k].shape
    const entered = signals[k]
    const gradient = new Float32Array(inputs * outputs)
    products.multiplyTransposed(entered, delta, { batch, inputs, outputs }, gradient)
    parts.unshift({ batch, entered, delta, gradient })
    if (k === 0) break
    const back = readBack(layers[k], delta, batch, update, products)
    for (let n = 0; n < back.length; n++) back[n] *= entered[n] * (1 - entered[n])
    delta = back
  }
  return parts
}
