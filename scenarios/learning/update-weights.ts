import type { NetworkSettings } from './network-settings.ts'
import type { TrainingDevice } from './training-device.ts'
import { updateStream, type WeightCells } from './weights.ts'

/** Pulses that an update took, both cells of a pair counted. */
export interface UpdatePulses {
  readonly raised: number
  readonly lowered: number
}

/** What an update of one layer needs to know. */
export interface UpdateRequest {
  readonly settings: NetworkSettings
  readonly device: TrainingDevice
  readonly layer: number
  /** Counts the updates of a training, so that its random numbers are its own. */
  readonly update: number
  readonly rate: number
}

/**
 * Asks every weight to go down its gradient and lets the devices do what they can: pulses along their curve, of a pair the
 * two cells against each other. Then cells on the same lines feel their half-select pulses, and time passes.
 * @param gradient of the loss, layout of the cells
 */
export function updateWeights(
  cells: WeightCells,
  gradient: Float32Array,
  request: UpdateRequest,
): UpdatePulses {
  const counts = countPulses(cells, gradient, request)
  const pulses = applyPulses(cells, counts, request)
  if (request.settings.halfSelect) disturb(cells, counts, request.device)
  if (request.settings.updateSeconds > 0) relax(cells, request.device, request.settings.updateSeconds)
  return pulses
}

/** Signed pulses of every weight: positive raises it. */
function countPulses(
  { step }: WeightCells,
  gradient: Float32Array,
  { settings, layer, update, rate }: UpdateRequest,
): Float32Array {
  const { rounding, mostPulses, threshold, seed } = settings
  const draw = updateStream(seed, layer, update, false)
  const sign = settings.update === 'sign'
  const counts = new Float32Array(gradient.length)
  for (let k = 0; k < gradient.length; k++) {
    const slope = gradient[k]
    const size = Math.abs(slope)
    if (size === 0 || size < threshold) continue
    let number = sign ? 1 : (size * rate) / step
    if (rounding === 'random') {
      const whole = Math.floor(number)
      number = whole + (number > whole && draw() < number - whole ? 1 : 0)
    } else if (rounding === 'nearest') number = Math.round(number)
    if (number > mostPulses) number = mostPulses
    counts[k] = slope > 0 ? -number : number
  }
  return counts
}

function applyPulses(
  { plus, minus, pair, moves, curve }: WeightCells,
  counts: Float32Array,
  { settings: { writeNoise, seed }, layer, update }: UpdateRequest,
): UpdatePulses {
  const noise = updateStream(seed, layer, update, true)
  const noisy = (from: number, to: number): number => {
    const standard = Math.sqrt(-2 * Math.log(1 - noise())) * Math.cos(2 * Math.PI * noise())
    return Math.max(curve.low, Math.min(curve.high, from + (to - from) * (1 + writeNoise * standard)))
  }
  const move = (held: Float64Array, k: number, up: boolean, number: number): void => {
    const from = held[k]
    const to = up ? moves.up(from, number) : moves.down(from, number)
    held[k] = writeNoise === 0 ? to : noisy(from, to)
  }
  let raised = 0
  let lowered = 0
  for (let k = 0; k < counts.length; k++) {
    const count = counts[k]
    if (count === 0) continue
    const number = Math.abs(count)
    move(plus, k, count > 0, number)
    if (count > 0) raised += number
    else lowered += number
    if (!pair) continue
    move(minus, k, count < 0, number)
    if (count < 0) raised += number
    else lowered += number
  }
  return { raised, lowered }
}

/** Every pulse on a cell is half a pulse for the others of its word line and of its bit line (V/2 scheme). */
function disturb(cells: WeightCells, counts: Float32Array, { halfRaise, halfLower }: TrainingDevice): void {
  if (halfRaise === 0 && halfLower === 0) return
  const { inputs, outputs, pair, plus, minus, moves } = cells
  // Rising and falling pulses along each word line, and along the bit line of the plus cells; the minus cells mirror them.
  const rowUp = new Float64Array(inputs)
  const rowDown = new Float64Array(inputs)
  const lineUp = new Float64Array(outputs)
  const lineDown = new Float64Array(outputs)
  counts.forEach((count, k) => {
    const [i, o] = [Math.floor(k / outputs), k % outputs]
    const [up, down] = [Math.max(count, 0), Math.max(-count, 0)]
    rowUp[i] += pair ? up + down : up
    rowDown[i] += pair ? up + down : down
    lineUp[o] += up
    lineDown[o] += down
  })
  const feel = (held: Float64Array, k: number, up: number, down: number): void => {
    const raised = up > 0 && halfRaise > 0 ? moves.up(held[k], halfRaise * up) : held[k]
    held[k] = down > 0 && halfLower > 0 ? moves.down(raised, halfLower * down) : raised
  }
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o++) {
      const k = i * outputs + o
      const [up, down] = [Math.max(counts[k], 0), Math.max(-counts[k], 0)]
      feel(plus, k, rowUp[i] + lineUp[o] - 2 * up, rowDown[i] + lineDown[o] - 2 * down)
      if (pair) feel(minus, k, rowUp[i] + lineDown[o] - 2 * down, rowDown[i] + lineUp[o] - 2 * up)
    }
  }
}

function relax({ plus, minus, pair }: WeightCells, { rest, kept }: TrainingDevice, seconds: number): void {
  const share = kept(seconds)
  if (share === 1) return
  for (const held of pair ? [plus, minus] : [plus]) {
    for (let k = 0; k < held.length; k++) held[k] = rest + (held[k] - rest) * share
  }
}
