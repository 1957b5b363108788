import { SHORT_CONDUCTANCE } from '../../arrays/crossbar/array-spec.ts'
import { normal, uniform, uniformStream } from '../../arrays/random/keyed-random.ts'
import { type DriftKernel, KEPT } from './drift-kernel.ts'
import type { NetworkSettings } from './network-settings.ts'
import { relaxedCell } from './relax-cells.ts'
import type { TrainingDevice } from './training-device.ts'
import { curveMoves, type UpdateCurve } from './update-curve.ts'
import { type CellSpread, FAULT, type Fading, type WeightCells } from './weight-cells.ts'

/** Streams of the keyed random numbers; every layer has twelve of its own. */
const STREAM = { start: 101, plus: 102, minus: 103, faults: 104, minusFaults: 105, cells: 108 } as const

/**
 * Makes the cells of a layer.
 * @param layer its number, for random numbers and the range of its weights
 * @param startAt what all cells hold at first, the reference too; left out, weights as the settings start them
 */
export function createWeights(
  inputs: number,
  outputs: number,
  device: TrainingDevice,
  settings: NetworkSettings,
  layer: number,
  startAt?: number,
): WeightCells {
  const { seed, start } = settings
  const curve = curveOf(device, settings)
  const { low, high, pulses } = curve
  const range = settings.ranges[layer % settings.ranges.length]
  const pair = settings.cells === 'pair'
  const count = inputs * outputs
  const key = (stream: number): number => stream + 12 * layer
  const middle = (low + high) / 2
  const plus = new Float64Array(count).fill(startAt ?? middle)
  const minus = new Float64Array(count).fill(startAt ?? middle)
  for (let k = 0; startAt === undefined && k < count; k++) {
    const weight =
      start === 'normal'
        ? normal(seed, key(STREAM.start), k) / Math.sqrt(inputs) / range
        : start * (2 * uniform(seed, key(STREAM.start), k) - 1)
    const half = (Math.max(-1, Math.min(1, weight)) * (high - low)) / 2
    plus[k] = middle + half
    if (pair) minus[k] = middle - half
  }
  const rest = settings.finiteRatio ? device.rest : Math.max(0, device.rest - device.curve.low)
  const drift = settings.updateSeconds === 0 && settings.driftSeconds === 0 ? KEPT : device.drift()
  return {
    inputs,
    outputs,
    plus,
    minus,
    ...spreadOf(settings, count, key),
    ...faultsOf(settings, count, key),
    ...(settings.updateSeconds === 0
      ? {}
      : { fading: [fadingOf(plus, rest, drift), fadingOf(minus, rest, drift)] }),
    pair,
    curve,
    moves: curveMoves(curve),
    drift,
    rest,
    // The pair spans twice the range of one cell.
    scale: (pair ? 1 : 2) * (range / (high - low)),
    step: (2 * range) / pulses,
  }
}

/** Where the written conductance is all of one age, its parts are those of the kernel. */
function fadingOf(held: Float64Array, rest: number, { shares, rates }: DriftKernel): Fading {
  return shares.flatMap((share, j) => (rates[j] === 0 ? [] : [held.map(value => share * (value - rest))]))
}

type Key = (stream: number) => number

function spreadOf(settings: NetworkSettings, count: number, key: Key): Pick<WeightCells, 'spread'> {
  const { seed, variability, stepSpread, asymmetrySpread, rangeSpread, driftSpread } = settings
  if (variability + stepSpread + asymmetrySpread + rangeSpread + driftSpread === 0) return {}
  const sideOf = (side: 0 | 1): CellSpread => {
    const draw = (what: number) => (k: number) =>
      normal(seed, key(STREAM.cells), (2 * what + side) * count + k)
    const plane = (value: (k: number) => number): Float64Array =>
      Float64Array.from({ length: count }, (_, k) => value(k))
    const lopsided = (k: number): number => Math.exp(asymmetrySpread * draw(1)(k))
    const size = (k: number): number => Math.exp(stepSpread * draw(0)(k))
    const own = key(side === 0 ? STREAM.plus : STREAM.minus)
    return {
      factor: plane(k => Math.max(0, 1 + variability * normal(seed, own, k))),
      range: plane(k => Math.exp(rangeSpread * draw(2)(k))),
      raise: plane(k => size(k) * lopsided(k)),
      lower: plane(k => size(k) / lopsided(k)),
      pace: plane(k => Math.exp(driftSpread * draw(3)(k))),
    }
  }
  return { spread: [sideOf(0), sideOf(1)] }
}

function faultsOf(settings: NetworkSettings, count: number, key: Key): Pick<WeightCells, 'faults'> {
  const { seed, stuckLow, stuckHigh, stuckOpen, stuckShort } = settings
  if (stuckLow + stuckHigh + stuckOpen + stuckShort === 0) return {}
  const sideOf = (stream: number): Uint8Array =>
    Uint8Array.from({ length: count }, (_, k) => {
      const draw = uniform(seed, key(stream), k)
      if (draw < stuckLow) return FAULT.low
      if (draw < stuckLow + stuckHigh) return FAULT.high
      if (draw < stuckLow + stuckHigh + stuckOpen) return FAULT.open
      return draw < stuckLow + stuckHigh + stuckOpen + stuckShort ? FAULT.short : FAULT.none
    })
  return { faults: [sideOf(STREAM.faults), sideOf(STREAM.minusFaults)] }
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
 * Reading of a cell, whatever it holds: off by its factors, or stuck.
 * @param held S, or V
 */
export function shownCell(cells: WeightCells, side: 0 | 1, k: number, held: number): number {
  const { low, high } = cells.curve
  switch (cells.faults?.[side][k] ?? FAULT.none) {
    case FAULT.low:
      return low
    case FAULT.high:
      return high
    case FAULT.open:
      return 0
    case FAULT.short:
      return SHORT_CONDUCTANCE
    default: {
      const own = cells.spread?.[side]
      return own === undefined ? held : (low + (held - low) * own.range[k]) * own.factor[k]
    }
  }
}

/**
 * Readings of all cells after a while at rest; the cells stay as they are. Fills `out`. The one reference is ideal.
 * @param seconds since the last write
 */
export function shownCells(
  cells: WeightCells,
  side: 0 | 1,
  seconds: number,
  out: Float64Array,
): Float64Array {
  const held = side === 0 ? cells.plus : cells.minus
  if (side === 1 && !cells.pair) out.set(held)
  else
    for (let k = 0; k < held.length; k++)
      out[k] = shownCell(cells, side, k, seconds === 0 ? held[k] : relaxedCell(cells, side, k, seconds))
  return out
}

/** The symmetry point of the mean cell: a pulse up moves as far as one down. */
export function symmetryPoint({ curve, moves }: WeightCells): number {
  let [below, above] = [curve.low, curve.high]
  for (let turn = 0; turn < 60; turn++) {
    const middle = (below + above) / 2
    const [up, down] = [moves.up(middle, 1) - middle, middle - moves.down(middle, 1)]
    if (up > down) below = middle
    else above = middle
  }
  return (below + above) / 2
}

/** Stream of the random numbers of one update of one layer. */
export function updateStream(seed: number, layer: number, update: number, noise: boolean): () => number {
  return uniformStream(seed, (noise ? 107 : 106) + 12 * layer, update)
}
