import { type CellMover, createMover, type UpdatePulses } from './move-cells.ts'
import type { NetworkSettings } from './network-settings.ts'
import type { TrainingDevice } from './training-device.ts'
import type { WeightCells } from './weight-cells.ts'
import { updateStream } from './weights.ts'

/** Settings of an update of one layer. */
export interface UpdateRequest {
  readonly settings: NetworkSettings
  readonly device: TrainingDevice
  readonly layer: number
  /** Counts the updates of a training, so that its random numbers are its own. */
  readonly update: number
  readonly rate: number
}

/** Result of an update of one layer. */
export interface WrittenUpdate {
  readonly pulses: UpdatePulses
  /** That it took, s. */
  readonly seconds: number
  /** Of it, seconds that each plus and each minus cell was pulsed. */
  readonly busy: readonly [Float64Array, Float64Array]
}

/**
 * Asks every weight to go down its gradient and lets the devices do what they can: pulses along their curve, of a pair the
 * two cells against each other. All cells are written at once, so that it takes as long as the cell with most pulses; cells
 * on the same lines feel their half-select pulses where the settings say so.
 * @param gradient of the loss, layout of the cells
 */
export function updateWeights(
  cells: WeightCells,
  gradient: ArrayLike<number>,
  request: UpdateRequest,
): WrittenUpdate {
  return writePulses(cells, countPulses(cells, gradient, request), request)
}

/**
 * Gives every weight its pulses.
 * @param counts signed pulses of every weight: positive raises it
 */
export function writePulses(
  cells: WeightCells,
  counts: ArrayLike<number>,
  { settings, device, layer, update }: UpdateRequest,
): WrittenUpdate {
  const noise = updateStream(settings.seed, layer, update, true)
  const mover = createMover(cells, settings.writeNoise, noise)
  const { pair, plus } = cells
  const busy = [new Float64Array(plus.length), new Float64Array(plus.length)] as const
  let seconds = 0
  for (let k = 0; k < counts.length; k++) {
    const number = Math.abs(counts[k])
    if (number === 0) continue
    const up = counts[k] > 0
    mover.pulse(0, k, up, number)
    busy[0][k] = number * (up ? device.raiseSeconds : device.lowerSeconds)
    if (pair) {
      mover.pulse(1, k, !up, number)
      busy[1][k] = number * (up ? device.lowerSeconds : device.raiseSeconds)
    }
    seconds = Math.max(seconds, busy[0][k], busy[1][k])
  }
  if (settings.halfSelect) disturb(cells, counts, device, mover)
  return { pulses: mover.pulses, seconds, busy }
}

/** Signed pulses of every weight: positive raises it. */
function countPulses(
  { step }: WeightCells,
  gradient: ArrayLike<number>,
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

/** Every pulse on a cell is half a pulse for the others of its word line and of its bit line (V/2 scheme). */
function disturb(
  cells: WeightCells,
  counts: ArrayLike<number>,
  device: TrainingDevice,
  mover: CellMover,
): void {
  const { word: raised } = device.disturbance('raise', 'half')
  const { word: lowered } = device.disturbance('lower', 'half')
  if (raised.raise + raised.lower + lowered.raise + lowered.lower === 0) return
  const { inputs, outputs, pair } = cells
  // Rising and falling pulses along each word line, and along the bit line of the plus cells; the minus cells mirror them.
  const rowUp = new Float64Array(inputs)
  const rowDown = new Float64Array(inputs)
  const lineUp = new Float64Array(outputs)
  const lineDown = new Float64Array(outputs)
  for (let k = 0; k < counts.length; k++) {
    const [i, o] = [Math.floor(k / outputs), k % outputs]
    const [up, down] = [Math.max(counts[k], 0), Math.max(-counts[k], 0)]
    rowUp[i] += pair ? up + down : up
    rowDown[i] += pair ? up + down : down
    lineUp[o] += up
    lineDown[o] += down
  }
  const feel = (side: 0 | 1, k: number, up: number, down: number): void => {
    const raise = up * raised.raise + down * lowered.raise
    const lower = up * raised.lower + down * lowered.lower
    if (raise > 0) mover.disturb(side, k, true, raise)
    if (lower > 0) mover.disturb(side, k, false, lower)
  }
  for (let i = 0; i < inputs; i++) {
    for (let o = 0; o < outputs; o++) {
      const k = i * outputs + o
      const [up, down] = [Math.max(counts[k], 0), Math.max(-counts[k], 0)]
      feel(0, k, rowUp[i] + lineUp[o] - 2 * up, rowDown[i] + lineDown[o] - 2 * down)
      if (pair) feel(1, k, rowUp[i] + lineDown[o] - 2 * down, rowDown[i] + lineUp[o] - 2 * up)
    }
  }
}
