import { solveNetwork } from '../../arrays/network/solve-network.ts'
import { bitLine, tileConductances, tileProblem, tilesOf } from './crossbar-tiles.ts'
import {
  type CrossbarShape,
  checkEffective,
  createEffective,
  type EffectiveWeights,
  remakeEffective,
} from './effective-weights.ts'
import { multiply } from './matrix.ts'
import type { NetworkSettings } from './network-settings.ts'
import { addReadNoise, quantise, quantiseInputs } from './sensing.ts'
import type { TrainingDevice } from './training-device.ts'
import { createWeights, shownCells, type WeightCells } from './weights.ts'

/** A layer of cells and what its arrays show of them. */
export interface Layer {
  readonly index: number
  readonly cells: WeightCells
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
}

/** Makes a layer; `prepareLayer` must follow before it is read. */
export function createLayer(
  inputs: number,
  outputs: number,
  device: TrainingDevice,
  settings: NetworkSettings,
  index: number,
): Layer {
  const { wireOhms, tile, reading } = settings
  if (device.unit !== 'S' && reading !== 'ideal')
    throw new RangeError(
      `createLayer: reading "${reading}" of ${device.name}, whose weight is a voltage; expected ideal`,
    )
  const cells = createWeights(inputs, outputs, device, settings, index)
  const shape = { inputs, outputs, pair: cells.pair, wireOhms, tile }
  return {
    index,
    cells,
    device,
    settings,
    shape,
    effective: reading === 'exact' ? createEffective(shape) : undefined,
    shown: [new Float64Array(inputs * outputs), new Float64Array(inputs * outputs)],
    weights: new Float32Array(inputs * outputs),
    fullScale: 0,
  }
}

/**
 * Brings what the arrays show up to date with the cells.
 * @param remake makes the effective matrix again, whatever the error
 * @param seconds at rest since the last write
 */
export function refreshLayer(layer: Layer, remake: boolean, seconds = 0): void {
  const { cells, device, effective, shown, weights, shape } = layer
  const kept = seconds === 0 ? 1 : device.kept(seconds)
  const rest = layer.settings.finiteRatio ? device.rest : Math.max(0, device.rest - device.curve.low)
  const plus = shownCells(cells, 0, rest, kept, shown[0])
  const minus = shownCells(cells, 1, rest, kept, shown[1])
  if (effective !== undefined && remake) remakeEffective(effective, shape, plus, minus)
  const { scale } = cells
  for (let k = 0; k < weights.length; k++) {
    weights[k] =
      effective === undefined
        ? scale * (plus[k]! - minus[k]!)
        : scale * (effective.plus[k]! * plus[k]! - effective.minus[k]! * minus[k]!)
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
 * @returns [batch][outputs]
 */
export function readLayer(layer: Layer, x: Float32Array, batch: number, key: number): Float32Array {
  const { settings, shape, device, weights } = layer
  const { inputs, outputs } = shape
  const driven = quantiseInputs(x, batch * inputs, settings, device)
  const out = new Float32Array(batch * outputs)
  if (settings.reading === 'solve') solveBatch(layer, driven, batch, out)
  else if (settings.adcBits === 0) multiply(driven, weights, batch, inputs, outputs, out)
  else {
    const part = new Float32Array(batch * outputs)
    for (const [from, to] of rowParts(layer)) {
      multiplyRows(driven, weights, batch, [inputs, outputs], [from, to], part)
      sense(layer, part, driven, batch, [from, to], key)
      for (let k = 0; k < out.length; k++) out[k]! += part[k]!
    }
    return out
  }
  sense(layer, out, driven, batch, [0, inputs], key)
  return out
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
    const cell = settings.readNoise * cells.scale * (cells.curve.high - cells.curve.low)
    const deviation = cell * Math.sqrt(cells.pair ? 2 : 1)
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
  for (let k = 0; k < out.length; k++) layer.fullScale = Math.max(layer.fullScale, Math.abs(out[k]!))
  quantise(out, settings.adcBits, layer.fullScale)
}

/** Rows of inputs that one crossbar takes. */
function rowParts({ shape }: Layer): (readonly [number, number])[] {
  const { inputs, outputs, pair, tile } = shape
  return tilesOf(inputs, outputs, pair, tile)
    .filter(({ outputs: [first] }) => first === 0)
    .map(part => part.inputs)
}

function multiplyRows(
  x: Float32Array,
  w: Float32Array,
  batch: number,
  [inputs, outputs]: readonly [number, number],
  [from, to]: readonly [number, number],
  out: Float32Array,
): void {
  out.fill(0)
  for (let b = 0; b < batch; b++) {
    for (let i = from; i < to; i++) {
      const value = x[b * inputs + i]!
      if (value === 0) continue
      for (let o = 0; o < outputs; o++) out[b * outputs + o]! += value * w[i * outputs + o]!
    }
  }
}

/** Every pattern as a network of its own: the cells' own law, no superposition. */
function solveBatch(layer: Layer, x: Float32Array, batch: number, out: Float32Array): void {
  const { shape, device, shown, cells } = layer
  const { inputs, outputs, pair, wireOhms, tile: size } = shape
  const { readVolts } = device
  for (const tile of tilesOf(inputs, outputs, pair, size)) {
    const siemens = tileConductances(tile, pair, outputs, shown[0], shown[1])
    for (let b = 0; b < batch; b++) {
      const first = b * inputs + tile.inputs[0]
      const volts = Float64Array.from(x.subarray(first, first + tile.rows), value => value * readVolts)
      const { bottomCurrents } = solveNetwork(tileProblem(tile, siemens, wireOhms, volts, device))
      for (let o = tile.outputs[0]; o < tile.outputs[1]; o++) {
        const difference =
          bottomCurrents[bitLine(tile, pair, o, 0)]! - bottomCurrents[bitLine(tile, pair, o, 1)]!
        out[b * outputs + o]! += (cells.scale * difference) / readVolts
      }
    }
  }
}
