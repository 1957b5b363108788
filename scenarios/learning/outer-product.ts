import { uniformStream } from '../../arrays/random/keyed-random.ts'
import { createMover } from './move-cells.ts'
import type { Disturbance } from './training-device.ts'
import type { UpdateRequest, WrittenUpdate } from './update-weights.ts'
import type { WeightCells } from './weight-cells.ts'
import { updateStream } from './weights.ts'

/** A batch as it meets a layer. */
export interface LayerBatch {
  readonly batch: number
  /** Inputs, [batch][inputs], at least 0. */
  readonly entered: Float32Array
  /** Gradient of the mean loss by the layer's sums, [batch][outputs]. */
  readonly delta: Float32Array
}

/** Stream of the pulse trains. */
const TRAINS = 109

/**
 * Writes the outer product of inputs and errors, one pattern after the other, by pulses that coincide: in each slot a word line
 * pulses with a probability in proportion to its input and a bit line to its error, and a cell sees the write voltage where both
 * do. Elsewhere it feels what the scheme leaves on it. Cells that are to rise are written first, then the same trains come with
 * the other sign for those that are to fall (T. Gokmen and Y. Vlasov, Front. Neurosci. 10:333, 2016). The probabilities share
 * rate, error and input so that the largest of both are equal; a product that needs more than all slots clips.
 */
export function writeOuterProduct(
  cells: WeightCells,
  { batch, entered, delta }: LayerBatch,
  { settings, device, layer, update, rate }: UpdateRequest,
): WrittenUpdate {
  const { inputs, outputs, pair, plus, step } = cells
  const { slots, seed, writeNoise, writeBias } = settings
  const mover = createMover(cells, writeNoise, updateStream(seed, layer, update, true))
  const busy = [new Float64Array(plus.length), new Float64Array(plus.length)] as const
  const felt = [device.disturbance('raise', writeBias), device.disturbance('lower', writeBias)] as const
  const disturbed = felt.some(one => [one.word, one.bit, one.none].some(own => own.raise + own.lower > 0))
  const words = new Int32Array(inputs)
  const bits = new Int32Array(outputs)
  const sides = pair ? ([0, 1] as const) : ([0] as const)

  const writePhase = (up: boolean, deltas: Float32Array): void => {
    const disturbance = felt[up ? 0 : 1]
    for (let i = 0; i < inputs; i++) {
      const word = words[i]
      if (word === 0 && !disturbed) continue
      const wordPulses = bitCount(word)
      for (let o = 0; o < outputs; o++) {
        // A plus cell rises where the gradient is negative, a minus cell where it is positive.
        const k = i * outputs + o
        for (const side of sides) {
          const selected = deltas[o] < 0 === (up === (side === 0)) && deltas[o] !== 0
          const train = selected ? bits[o] : 0
          const both = bitCount(word & train)
          if (both > 0) {
            mover.pulse(side, k, up, both)
            busy[side][k] += both * (up ? device.raiseSeconds : device.lowerSeconds)
          }
          if (!disturbed) continue
          const [wordOnly, bitOnly] = [wordPulses - both, bitCount(train) - both]
          const none = slots - wordOnly - bitOnly - both
          feel(side, k, disturbance, wordOnly, bitOnly, none)
        }
      }
    }
  }
  const feel = (
    side: 0 | 1,
    k: number,
    by: Disturbance,
    wordOnly: number,
    bitOnly: number,
    none: number,
  ): void => {
    const raise = by.word.raise * wordOnly + by.bit.raise * bitOnly + by.none.raise * none
    const lower = by.word.lower * wordOnly + by.bit.lower * bitOnly + by.none.lower * none
    if (raise > 0) mover.disturb(side, k, true, raise)
    if (lower > 0) mover.disturb(side, k, false, lower)
  }

  for (let b = 0; b < batch; b++) {
    const x = entered.subarray(b * inputs, (b + 1) * inputs)
    const d = delta.subarray(b * outputs, (b + 1) * outputs)
    const [mostX, mostD] = [largest(x), largest(d)]
    if (mostX * mostD === 0) continue
    const chance = Math.min(1, Math.sqrt((rate * mostX * mostD) / step / slots))
    const draw = uniformStream(seed, TRAINS + 12 * layer, update * 65_536 + b)
    drawTrains(x, chance / mostX, slots, draw, words)
    drawTrains(d, chance / mostD, slots, draw, bits)
    writePhase(true, d)
    writePhase(false, d)
  }
  const seconds = batch * slots * (device.raiseSeconds + device.lowerSeconds)
  return { pulses: mover.pulses, seconds, busy }
}

/** One bit a slot: whether the line pulses in it. */
function drawTrains(
  values: Float32Array,
  scale: number,
  slots: number,
  draw: () => number,
  trains: Int32Array,
): void {
  for (let line = 0; line < values.length; line++) {
    const chance = Math.abs(values[line]) * scale
    let train = 0
    if (chance > 0) for (let slot = 0; slot < slots; slot++) if (draw() < chance) train |= 1 << slot
    trains[line] = train
  }
}

function largest(values: Float32Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}

/** Ones among 32 bits. */
function bitCount(bits: number): number {
  let n = bits - ((bits >>> 1) & 0x55555555)
  n = (n & 0x33333333) + ((n >>> 2) & 0x33333333)
  return Math.imul((n + (n >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
