import { normal, uniform, uniformStream } from '../../arrays/random/keyed-random.ts'
import type { NetworkSettings } from './network-settings.ts'
import type { TrainingDevice } from './training-device.ts'
import { type CurveMoves, curveMoves, type UpdateCurve } from './update-curve.ts'

/** The weights of a layer as cells, [inputs][outputs] row-major. */
export interface WeightCells {
  readonly inputs: number
  readonly outputs: number
  /** What the cells hold after their last write: S, or V of a storage device. */
  readonly plus: Float64Array
  /** The other cell of each pair; where one reference serves all weights, filled with it. */
  readonly minus: Float64Array
  /** Factor of each cell's conductance that its making left; absent where all are the same. */
  readonly factors?: readonly [plus: Float64Array, minus: Float64Array]
  /** -1 stuck low, 1 stuck high, 0 sound; absent where none is stuck. */
  readonly stuck?: readonly [plus: Int8Array, minus: Int8Array]
  /** Whether there is a pair. */
  readonly pair: boolean
  /** Curve that updates follow. */
  readonly curve: UpdateCurve
  readonly moves: CurveMoves
  /** Weight of a unit of difference. */
  readonly scale: number
  /** Change of a weight by a mean pulse (of each cell of a pair). */
  readonly step: number
}

/** Streams of the keyed random numbers; every layer has twelve of its own. */
const STREAM = { start: 101, plus: 102, minus: 103, faults: 104, minusFaults: 105 } as const

/**
 * Makes the cells of a layer.
 * @param layer its number, for random numbers and the range of its weights
 */
export function createWeights(
  inputs: number,
  outputs: number,
  device: TrainingDevice,
  settings: NetworkSettings,
  layer: number,
): WeightCells {
  const { seed, start, variability, stuckLow, stuckHigh } = settings
  const curve = curveOf(device, settings)
  const { low, high, pulses } = curve
  const range = settings.ranges[layer]
  const pair = settings.cells === 'pair'
  const count = inputs * outputs
  const key = (stream: number): number => stream + 12 * layer
  const middle = (low + high) / 2
  const plus = new Float64Array(count)
  const minus = new Float64Array(count).fill(middle)
  for (let k = 0; k < count; k++) {
    const weight =
      start === 'normal'
        ? normal(seed, key(STREAM.start), k) / Math.sqrt(inputs) / range
        : start * (2 * uniform(seed, key(STREAM.start), k) - 1)
    const half = (Math.max(-1, Math.min(1, weight)) * (high - low)) / 2
    plus[k] = middle + half
    if (pair) minus[k] = middle - half
  }
  const spread = (stream: number): Float64Array =>
    Float64Array.from({ length: count }, (_, k) =>
      Math.max(0, 1 + variability * normal(seed, key(stream), k)),
    )
  const faults = (stream: number): Int8Array =>
    Int8Array.from({ length: count }, (_, k) => {
      const draw = uniform(seed, key(stream), k)
      return draw < stuckLow ? -1 : draw < stuckLow + stuckHigh ? 1 : 0
    })
  const none = (value: number): Float64Array => new Float64Array(count).fill(value)
  return {
    inputs,
    outputs,
    plus,
    minus,
    ...(variability === 0
      ? {}
      : { factors: [spread(STREAM.plus), pair ? spread(STREAM.minus) : none(1)] as const }),
    ...(stuckLow + stuckHigh === 0
      ? {}
      : {
          stuck: [faults(STREAM.faults), pair ? faults(STREAM.minusFaults) : new Int8Array(count)] as const,
        }),
    pair,
    curve,
    moves: curveMoves(curve),
    // The pair spans twice the range of one cell.
    scale: (pair ? 1 : 2) * (range / (high - low)),
    step: (2 * range) / pulses,
  }
}

/** The device's curve, with what the settings take away. */
function curveOf(
  { curve }: TrainingDevice,
  { nonlinearity, symmetric, finiteRatio }: NetworkSettings,
): UpdateCurve {
  const { low, high, pulses } = curve
  const ends = finiteRatio ? { low, high } : { low: 0, high: high - low }
  const mean = (1 / curve.upScale + 1 / curve.downScale) / 2
  // 1 / 0 is the straight line.
  if (nonlinearity !== 'device')
    return { ...ends, pulses, upScale: 1 / nonlinearity, downScale: 1 / nonlinearity }
  return symmetric
    ? { ...ends, pulses, upScale: 1 / mean, downScale: 1 / mean }
    : { ...ends, pulses, upScale: curve.upScale, downScale: curve.downScale }
}

/**
 * What a cell shows when it is read: drifted, stuck or off by its factor. Fills `out`.
 * @param kept share of the distance from `rest` that is left
 */
export function shownCells(
  cells: WeightCells,
  side: 0 | 1,
  rest: number,
  kept: number,
  out: Float64Array,
): Float64Array {
  const held = side === 0 ? cells.plus : cells.minus
  const { low, high } = cells.curve
  const fixed = side === 1 && !cells.pair
  const factor = cells.factors?.[side]
  const stuck = cells.stuck?.[side]
  for (let k = 0; k < held.length; k++) {
    let value = held[k]
    if (kept !== 1 && !fixed) value = rest + (value - rest) * kept
    const fault = stuck === undefined ? 0 : stuck[k]
    if (fault !== 0) value = fault < 0 ? low : high
    else if (factor !== undefined) value *= factor[k]
    out[k] = value
  }
  return out
}

/** Stream of the random numbers of one update of one layer. */
export function updateStream(seed: number, layer: number, update: number, noise: boolean): () => number {
  return uniformStream(seed, (noise ? 107 : 106) + 12 * layer, update)
}
