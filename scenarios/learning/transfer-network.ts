import { OptionError } from '../../arrays/errors.ts'
import { uniformStream } from '../../arrays/random/keyed-random.ts'
import { movedCell } from './move-cells.ts'
import { createNetwork, type Network } from './network.ts'
import { pulseJoules } from './network-energy.ts'
import { type NetworkSettings, resolveSettings, writeAccess } from './network-settings.ts'
import { testNetwork } from './test-network.ts'
import type { TrainingData } from './train-network.ts'
import { trainingDevice } from './training-devices.ts'
import type { WeightCells } from './weight-cells.ts'
import { shownCell } from './weights.ts'

export interface TransferOptions {
  /** A cell is done when it reads within this share of the range around its target. @defaultValue 0.02 */
  readonly tolerance?: number
  /** Rounds of pulses and a read after them, at most. @defaultValue 20 */
  readonly rounds?: number
}

/** Weights that were trained elsewhere, written into cells. */
export interface Transfer {
  readonly network: Network
  readonly accuracy: number
  readonly loss: number
  readonly pulses: number
  /** Reads that verified. */
  readonly reads: number
  /** Energy of pulses and reads, J. */
  readonly joules: number
  /** Cells that did not come within the tolerance, over all. */
  readonly missed: number
}

const STREAM = 113

/**
 * Writes trained weights into fresh cells by write-verify: read, give the pulses that the mean curve asks for, read again, until
 * the cell is within the tolerance. Write noise, read noise, faults and the spread of the cells are those of the settings;
 * weights beyond the range are written to its end.
 * @param weights [inputs][outputs] of each layer
 * @returns the network, tested after the drift that the settings name
 */
export function transferNetwork(
  weights: readonly ArrayLike<number>[],
  data: TrainingData,
  given: Partial<NetworkSettings>,
  { tolerance = 0.02, rounds = 20 }: TransferOptions = {},
): Transfer {
  if (!(tolerance > 0) || !(rounds >= 1))
    throw new OptionError('transferNetwork', `tolerance ${tolerance}, rounds ${rounds}`, 'above 0')
  const settings = resolveSettings(given)
  const device = trainingDevice(settings.device, { access: writeAccess(settings) })
  const network = createNetwork(data.train.inputs, data.classes, device, settings)
  const count = { raised: 0, lowered: 0, reads: 0, missed: 0, readJoules: 0 }
  network.layers.forEach(({ cells, index }, l) => {
    writeLayer(cells, weights[l], { settings, tolerance, rounds, readVolts: device.readVolts, index }, count)
  })
  const cells = network.layers.reduce(
    (sum, layer) => sum + layer.cells.plus.length * (layer.cells.pair ? 2 : 1),
    0,
  )
  const { accuracy, loss } = testNetwork(network, data.test, 0)
  return {
    network,
    accuracy,
    loss,
    pulses: count.raised + count.lowered,
    reads: count.reads,
    joules: pulseJoules(device, [count]) + count.readJoules,
    missed: count.missed / cells,
  }
}

interface WriteRequest {
  readonly settings: NetworkSettings
  readonly tolerance: number
  readonly rounds: number
  readonly readVolts: number
  readonly index: number
}

interface Count {
  raised: number
  lowered: number
  reads: number
  missed: number
  readJoules: number
}

function writeLayer(
  cells: WeightCells,
  weights: ArrayLike<number>,
  request: WriteRequest,
  count: Count,
): void {
  const { low, high } = cells.curve
  const middle = (low + high) / 2
  const sides = cells.pair ? ([0, 1] as const) : ([0] as const)
  for (const side of sides) {
    const draw = uniformStream(request.settings.seed, STREAM + 12 * request.index, side)
    const held = side === 0 ? cells.plus : cells.minus
    for (let k = 0; k < held.length; k++) {
      // A pair shares the difference; one cell against the reference takes all of it.
      const difference = weights[k] / cells.scale
      const share = cells.pair ? (side === 0 ? difference / 2 : -difference / 2) : difference
      const target = Math.max(low, Math.min(high, middle + share))
      writeCell(cells, side, k, target, draw, request, count)
    }
  }
}

function writeCell(
  cells: WeightCells,
  side: 0 | 1,
  k: number,
  target: number,
  draw: () => number,
  { settings, tolerance, rounds, readVolts }: WriteRequest,
  count: Count,
): void {
  const { curve, moves, plus, minus } = cells
  const held = side === 0 ? plus : minus
  const range = curve.high - curve.low
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw())
  // A fresh cell stands at the low end.
  held[k] = curve.low
  for (let round = 0; round <= rounds; round++) {
    const shown = shownCell(cells, side, k, held[k])
    const read = settings.readNoise === 0 ? shown : shown + settings.readNoise * range * normal()
    count.reads++
    count.readJoules += readVolts ** 2 * Math.abs(shown) * settings.readSeconds
    const away = target - read
    if (Math.abs(away) <= tolerance * range) return
    if (round === rounds) break
    const up = away > 0
    const number = pulsesFor(read, target, curve, moves)
    const to = movedCell(cells, side, k, up, number)
    const noisy =
      settings.writeNoise === 0 ? to : held[k] + (to - held[k]) * (1 + settings.writeNoise * normal())
    held[k] = Math.max(curve.low, Math.min(curve.high, noisy))
    if (up) count.raised += number
    else count.lowered += number
  }
  count.missed++
}

/** Whole pulses that bring the mean cell nearest to the target, at least one. */
function pulsesFor(
  from: number,
  to: number,
  { pulses }: WeightCells['curve'],
  moves: WeightCells['moves'],
): number {
  const up = to > from
  const after = (number: number): number => (up ? moves.up(from, number) : moves.down(from, number))
  let [short, long] = [0, pulses]
  while (long - short > 1) {
    const between = (short + long) >> 1
    if (up ? after(between) < to : after(between) > to) short = between
    else long = between
  }
  return short >= 1 && Math.abs(after(short) - to) < Math.abs(after(long) - to) ? short : long
}
