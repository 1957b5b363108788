import { OptionError } from '../../arrays/errors.ts'
import { solveNetwork } from '../../arrays/network/solve-network.ts'
import { HOST_PRODUCTS, type MatrixProducts } from '../../kernels/matrix-products.ts'
import { convert } from '../matrix/converter.ts'
import { bitLine, tilesOf } from '../matrix/tiles.ts'
import { tileConductances, tileProblem } from './crossbar-tiles.ts'
import {
  type CrossbarShape,
  cellMap,
  checkEffective,
  createEffective,
  type EffectiveWeights,
  remakeEffective,
} from './effective-weights.ts'
import type { NetworkSettings } from './network-settings.ts'
import { addReadNoise, quantiseInputs } from './sensing.ts'
import type { TrainingDevice } from './training-device.ts'
import { createMemory, type RuleMemory } from './update-rule.ts'
import type { WeightCells } from './weight-cells.ts'
import { createWeights, shownCells } from './weights.ts'

/** A layer of cells and what its arrays show of them. */
export interface Layer {
  readonly index: number
  readonly cells: WeightCells
  readonly memory: RuleMemory
  readonly device: TrainingDevice
  readonly settings: NetworkSettings
  readonly shape: CrossbarShape
  /** Where the effective matrix is in use. */
  readonly effective: EffectiveWeights | undefined
  /** Conductances as they are read. */
  readonly shown: readonly [plus: Float64Array, minus: Float64Array]
  /** [inputs][outputs]: what the arrays multiply with. */
  readonly weights: Float32Array
  /** Largest output that the ADC of one crossbar takes; grows with what comes. */
  fullScale: number
  /** The same of errors that are handed back. */
  backScale: number
}

/** Makes a layer; `prepareLayer` must follow before it is read. */
export function createLayer(
  inputs: number,
  outputs: number,
  device: TrainingDevice,
  settings: NetworkSettings,
  index: number,
): Layer {
  const { wireOhms, tile, reading, stuckOpen, stuckShort } = settings
  if (device.unit !== 'S' && reading !== 'ideal')
    throw new OptionError(
      'createLayer',
      `"${reading}" of ${device.name}, whose weight is a voltage`,
      'ideal',
      'reading',
    )
  if (device.unit !== 'S' && stuckOpen + stuckShort > 0)
    throw new OptionError(
      'createLayer',
      `open or short cells of ${device.name}, whose weight is a voltage`,
      'none',
    )
  const cells = createWeights(inputs, outputs, device, settings, index)
  const shape = { inputs, outputs, pair: cells.pair, wireOhms, tile }
  return {
    index,
    cells,
    memory: createMemory(cells, device, settings, index),
    device,
    settings,
    shape,
    effective: reading === 'exact' ? createEffective(shape) : undefined,
    shown: [new Float64Array(inputs * outputs), new Float64Array(inputs * outputs)],
    weights: new Float32Array(inputs * outputs),
    fullScale: 0,
    backScale: 0,
  }
}

/**
 * Brings what the arrays show up to date with the cells.
 * @param remake makes the effective matrix again, whatever the error
 * @param seconds at rest since the last write
 */
export function refreshLayer(layer: Layer, remake: boolean, seconds = 0): void {
  const { cells, effective, shown, weights, shape } = layer
  const plus = shownCells(cells, 0, seconds, shown[0])
  const minus = shownCells(cells, 1, seconds, shown[1])
  if (effective !== undefined && remake) remakeEffective(effective, shape, plus, minus)
  const { scale } = cells
  for (let k = 0; k < weights.length; k++) {
    weights[k] =
      effective === undefined
        ? scale * (plus[k] - minus[k])
        : scale * (effective.plus[k] * plus[k] - effective.minus[k] * minus[k])
  }
}

/**
 * Checks one column of the effective matrix and makes all again where it has moved by more than the bound.
 * @returns the error found; undefined where no effective matrix is in use
 */
export function keepEffective(layer: Layer): number | undefined {
  const { effective, shape, shown, settings } = layer
  if (effective === undefined) return undefined
  const error = checkEffective(effective, shape, shown[0], shown[1])
  if (error > settings.bound) refreshLayer(layer, true)
  return error
}

/**
 * Sums of a batch: inputs through the DAC, cells and wires, and what is sensed through the ADC.
 * @param x [batch][inputs], 0 to 1; left as it is
 * @param key of the read, for its noise
 * @param products what multiplies
 * @returns [batch][outputs]
 */
export function readLayer(
  layer: Layer,
  x: Float32Array,
  batch: number,
  key: number,
  products: MatrixProducts = HOST_PRODUCTS,
): Float32Array {
  const { settings, shape, device, weights } = layer
  const { inputs, outputs } = shape
  const driven = quantiseInputs(x, batch * inputs, settings, device)
  const length = batch * outputs
  if (settings.reading === 'solve') {
    const out = new Float32Array(length)
    solveBatch(layer, driven, batch, out)
    sense(layer, out, driven, batch, [0, inputs], key)
    return out
  }
  // Without converters it makes no difference where a sum is cut.
  const edges = settings.adcBits === 0 ? [0, inputs] : rowEdges(layer)
  const parts = new Float32Array((edges.length - 1) * length)
  products.multiply(driven, weights, { batch, inputs, outputs }, edges, parts)
  const out = parts.subarray(0, length)
  for (let p = 0; p < edges.length - 1; p++) {
    const part = parts.subarray(p * length, (p + 1) * length)
    sense(layer, part, driven, batch, [edges[p], edges[p + 1]], key)
    if (p > 0) for (let k = 0; k < length; k++) out[k] += part[k]
  }
  return out
}

/**
 * Errors handed back: bit lines are driven, and word lines sensed. Crossbars are reciprocal, so that the effective matrix is the
 * same one, transposed.
 * @param delta [batch][outputs]
 * @param key of the read, for its noise
 * @returns [batch][inputs]
 */
export function readBack(
  layer: Layer,
  delta: Float32Array,
  batch: number,
  key: number,
  products: MatrixProducts,
): Float32Array {
  const { settings, shape, weights, cells, index } = layer
  const { inputs, outputs } = shape
  const out = new Float32Array(batch * inputs)
  const size = { batch, inputs, outputs }
  if (settings.backward === 'digital') {
    products.multiplyBack(delta, weights, size, out)
    return out
  }
  // Errors shrink while a network learns, so each batch is driven over its own range.
  const driven = Float32Array.from(delta)
  const range = driven.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  if (settings.dacBits > 0) convert(driven, { bits: settings.dacBits, signed: true, range })
  products.multiplyBack(driven, weights, size, out)
  if (settings.readNoise > 0)
    addReadNoise(out, driven, {
      batch,
      inputs: outputs,
      outputs: inputs,
      from: 0,
      to: outputs,
      deviation: cellNoise(layer) * Math.sqrt(cells.pair ? 2 : 1),
      seed: settings.seed,
      layer: BACK_LAYERS + index,
      key,
    })
  if (settings.adcBits === 0) return out
  for (const value of out) layer.backScale = Math.max(layer.backScale, Math.abs(value))
  convert(out, { bits: settings.adcBits, signed: true, range: layer.backScale })
  return out
}

/** Random numbers of reads backwards are those of so many layers further. */
const BACK_LAYERS = 2000

/** Standard deviation of the read noise of one cell, in weights. */
function cellNoise({ settings, cells }: Layer): number {
  return settings.readNoise * cells.scale * (cells.curve.high - cells.curve.low)
}

/** Each row of crossbars senses its share: noise of its cells, then the steps of its ADC. */
function sense(
  layer: Layer,
  out: Float32Array,
  driven: Float32Array,
  batch: number,
  [from, to]: readonly [number, number],
  key: number,
): void {
  const { settings, shape, cells, index } = layer
  if (settings.readNoise > 0) {
    const deviation = cellNoise(layer) * Math.sqrt(cells.pair ? 2 : 1)
    addReadNoise(out, driven, {
      batch,
      ...shape,
      from,
      to,
      deviation,
      seed: settings.seed,
      layer: index,
      key,
    })
  }
  if (settings.adcBits === 0) return
  for (let k = 0; k < out.length; k++) layer.fullScale = Math.max(layer.fullScale, Math.abs(out[k]))
  convert(out, { bits: settings.adcBits, signed: true, range: layer.fullScale })
}

/** Where the rows of crossbars begin, and where the last one ends. */
function rowEdges({ shape }: Layer): number[] {
  const { inputs, outputs, pair, tile } = shape
  const first = tilesOf(inputs, outputs, cellMap(pair), tile).filter(({ outputs: [from] }) => from === 0)
  return [...first.map(part => part.inputs[0]), inputs]
}

/** Every pattern as a network of its own: the cells' own law, no superposition. */
function solveBatch(layer: Layer, x: Float32Array, batch: number, out: Float32Array): void {
  const { shape, device, shown, cells } = layer
  const { inputs, outputs, pair, wireOhms, tile: size } = shape
  const { readVolts } = device
  for (const tile of tilesOf(inputs, outputs, cellMap(pair), size)) {
    const siemens = tileConductances(tile, pair, outputs, shown[0], shown[1])
    for (let b = 0; b < batch; b++) {
      const first = b * inputs + tile.inputs[0]
      const volts = Float64Array.from(x.subarray(first, first + tile.rows), value => value * readVolts)
      const { bottomCurrents } = solveNetwork(tileProblem(tile, siemens, wireOhms, volts, device))
      for (let o = tile.outputs[0]; o < tile.outputs[1]; o++) {
        const difference =
          bottomCurrents[bitLine(tile, cellMap(pair), o, 0)] -
          bottomCurrents[bitLine(tile, cellMap(pair), o, 1)]
        out[b * outputs + o] += (cells.scale * difference) / readVolts
      }
    }
  }
}

/** Everything that the cells and the rule of a layer hold, plane by plane: what a checkpoint keeps. */
export function heldPlanes({ cells, memory }: Layer): Float64Array[] {
  const { fast, waiting } = memory
  return [
    ...planesOf(cells),
    ...(fast === undefined ? [] : planesOf(fast)),
    ...(waiting === undefined ? [] : [waiting]),
  ]
}

function planesOf({ plus, minus, pair, fading }: WeightCells): Float64Array[] {
  return pair ? [plus, minus, ...(fading?.flat() ?? [])] : [plus, ...(fading?.[0] ?? [])]
}
