import { normal } from '../../arrays/random/keyed-random.ts'
import { convert } from '../matrix/converter.ts'
import { NO_PULSES, type UpdatePulses } from './move-cells.ts'
import type { NetworkSettings } from './network-settings.ts'
import { type LayerBatch, writeOuterProduct } from './outer-product.ts'
import type { TrainingDevice } from './training-device.ts'
import { type UpdateRequest, updateWeights, type WrittenUpdate, writePulses } from './update-weights.ts'
import type { WeightCells } from './weight-cells.ts'
import { createWeights, shownCell, symmetryPoint } from './weights.ts'

/** State of a rule beside the cells of a layer. */
export interface RuleMemory {
  /** Tiki-Taka: the array that takes the gradients. */
  readonly fast?: WeightCells
  /** Mixed precision: changes of weights that were not written yet. */
  readonly waiting?: Float64Array
}

/** Random numbers of the array that takes the gradients are those of so many layers further. */
const FAST_LAYER = 1000
/** Stream of the noise of its reads. */
const TRANSFER_READS = 110

/** State of the rule of the settings for a layer, before any training. */
export function createMemory(
  cells: WeightCells,
  device: TrainingDevice,
  settings: NetworkSettings,
  layer: number,
): RuleMemory {
  const { inputs, outputs } = cells
  switch (settings.rule) {
    case 'direct':
      return {}
    case 'mixed-precision':
      return { waiting: new Float64Array(inputs * outputs) }
    case 'tiki-taka': {
      const range = settings.ranges[layer]
      const own = { ...settings, ranges: [range], start: 'normal' as const }
      const fast = createWeights(inputs, outputs, device, own, FAST_LAYER + layer, symmetryPoint(cells))
      return { fast }
    }
    default:
      return settings.rule satisfies never
  }
}

/**
 * One update of a layer by the rule of the settings.
 * - direct: the gradient is written into the cells.
 * - tiki-taka: the gradient is written into a second array, whose zero is the symmetry point of its cells; after every so many
 *   updates some of its rows are read and written into the cells (T. Gokmen and W. Haensch, Front. Neurosci. 14:103, 2020).
 * - mixed-precision: gradients are summed digitally, and what makes a whole pulse is written (S. R. Nandakumar et al.,
 *   Front. Neurosci. 14:406, 2020).
 * @returns what was written, one entry an array
 */
export function applyRule(
  cells: WeightCells,
  memory: RuleMemory,
  batch: LayerBatch,
  gradient: Float32Array,
  request: UpdateRequest,
): { readonly written: readonly (readonly [WeightCells, WrittenUpdate])[]; readonly pulses: UpdatePulses } {
  const write = (own: WeightCells, layer: number): WrittenUpdate =>
    request.settings.writing === 'outer-product'
      ? writeOuterProduct(own, batch, { ...request, layer })
      : updateWeights(own, gradient, { ...request, layer })
  const written: (readonly [WeightCells, WrittenUpdate])[] = []
  if (memory.waiting !== undefined) {
    written.push([cells, writePulses(cells, wholePulses(cells, memory.waiting, gradient, request), request)])
  } else if (memory.fast !== undefined) {
    written.push([memory.fast, write(memory.fast, FAST_LAYER + request.layer)])
    const transfer = readTransfer(memory.fast, request)
    if (transfer !== undefined) {
      const rate = request.settings.transferRate
      written.push([cells, updateWeights(cells, transfer, { ...request, rate })])
    }
  } else written.push([cells, write(cells, request.layer)])
  const pulses = written.reduce(
    (sum, [, { pulses: own }]) => ({ raised: sum.raised + own.raised, lowered: sum.lowered + own.lowered }),
    NO_PULSES,
  )
  return { written, pulses }
}

/** Adds what the gradient asks for and takes out whole pulses of the mean step. */
function wholePulses(
  { step }: WeightCells,
  waiting: Float64Array,
  gradient: Float32Array,
  { rate, settings }: UpdateRequest,
): Float64Array {
  const counts = new Float64Array(waiting.length)
  for (let k = 0; k < waiting.length; k++) {
    waiting[k] -= rate * gradient[k]
    const whole = Math.trunc(waiting[k] / step)
    const number = Math.max(-settings.mostPulses, Math.min(settings.mostPulses, whole))
    counts[k] = number
    waiting[k] -= number * step
  }
  return counts
}

/**
 * Rows of the fast array whose turn it is, as they are read, with the sign of a gradient; undefined where it is no turn.
 */
function readTransfer(
  fast: WeightCells,
  { settings, layer, update }: UpdateRequest,
): Float32Array | undefined {
  const { transferEvery, transferRows, readNoise, adcBits, seed } = settings
  if ((update + 1) % transferEvery !== 0) return undefined
  const { inputs, outputs, scale, curve, pair } = fast
  const rows = transferRows === 0 ? inputs : Math.min(inputs, transferRows)
  const turn = (update + 1) / transferEvery - 1
  const read = new Float32Array(inputs * outputs)
  const noise = readNoise * scale * (curve.high - curve.low) * Math.sqrt(pair ? 2 : 1)
  for (let r = 0; r < rows; r++) {
    const i = (turn * rows + r) % inputs
    for (let o = 0; o < outputs; o++) {
      const k = i * outputs + o
      const plus = shownCell(fast, 0, k, fast.plus[k])
      const minus = pair ? shownCell(fast, 1, k, fast.minus[k]) : fast.minus[k]
      const random =
        noise === 0 ? 0 : noise * normal(seed, TRANSFER_READS + 12 * layer, update * inputs * outputs + k)
      read[k] = scale * (minus - plus) - random
    }
  }
  if (adcBits > 0) convert(read, { bits: adcBits, signed: true, range: largest(read) })
  return read
}

function largest(values: Float32Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
