import { normal, uniformStream } from '../../arrays/random/keyed-random.ts'
import { depress, potentiate, type UpdateCurve } from './update-curve.ts'

/** How weights are made of cells. */
export interface WeightMapping {
  readonly curve: UpdateCurve
  /** Largest weight in magnitude: the difference of a cell at `high` and one at `low`. */
  readonly range: number
  /** A pair of cells G+ - G-, or one cell against a fixed reference in the middle. */
  readonly cells: 'pair' | 'reference'
  /** Standard deviation of the conductance change of one update, over the change. */
  readonly writeNoise: number
}

/** The weights of a layer as conductances, [inputs][outputs] row-major; `minus` is fixed where cells have a reference. */
export interface WeightCells {
  readonly inputs: number
  readonly outputs: number
  readonly plus: Float64Array
  readonly minus: Float64Array
}

/** Streams of the keyed random numbers. */
const STREAM = { start: 101, round: 102, write: 103 } as const

/** Weights of random sign around 0, of standard deviation 1/sqrt(inputs), as cells in the middle of their range. */
export function initialWeights(
  inputs: number,
  outputs: number,
  mapping: WeightMapping,
  seed: number,
): WeightCells {
  const { low, high } = mapping.curve
  const middle = (low + high) / 2
  const count = inputs * outputs
  const spread = 1 / Math.sqrt(inputs)
  const plus = new Float64Array(count)
  const minus = new Float64Array(count).fill(middle)
  for (let k = 0; k < count; k++) {
    const weight = Math.max(-1, Math.min(1, (spread * normal(seed, STREAM.start, k)) / mapping.range))
    const half = (weight * (high - low)) / 2
    plus[k] = mapping.cells === 'pair' ? middle + half / 2 : middle + half
    if (mapping.cells === 'pair') minus[k] = middle - half / 2
  }
  return { inputs, outputs, plus, minus }
}

/** Weight of a unit of conductance difference, 1/S. */
export function weightScale({ curve, range, cells }: WeightMapping): number {
  return (range / (curve.high - curve.low)) * (cells === 'pair' ? 1 : 2)
}

/** What an update did. */
export interface UpdateCount {
  readonly pulses: number
}

/**
 * Asks every weight to change by `change` and lets the devices do what they can: whole pulses, rounded at random in proportion,
 * along their curve. Of a pair the two cells move against each other.
 * @param change asked for, same layout as the cells
 * @param key counts the updates of a training, so that its random numbers are its own
 */
export function updateWeights(
  cells: WeightCells,
  mapping: WeightMapping,
  change: Float32Array,
  seed: number,
  key: number,
): UpdateCount {
  const { curve, range, writeNoise } = mapping
  const each = (2 * range) / curve.pulses
  const count = cells.plus.length
  const draw = uniformStream(seed, STREAM.round, key)
  const noise = uniformStream(seed, STREAM.write, key)
  let pulses = 0
  for (let k = 0; k < count; k++) {
    const asked = change[k]!
    if (asked === 0) continue
    const exact = Math.abs(asked) / each
    const whole = Math.floor(exact)
    const fraction = exact - whole
    const number = whole + (fraction > 0 && draw() < fraction ? 1 : 0)
    if (number === 0) continue
    pulses += number
    const rise = (g: number): number => moved(g, potentiate(curve, g, number))
    const fall = (g: number): number => moved(g, depress(curve, g, number))
    cells.plus[k] = asked > 0 ? rise(cells.plus[k]!) : fall(cells.plus[k]!)
    if (mapping.cells === 'pair') {
      pulses += number
      cells.minus[k] = asked > 0 ? fall(cells.minus[k]!) : rise(cells.minus[k]!)
    }
  }
  return { pulses }

  function moved(from: number, to: number): number {
    if (writeNoise === 0) return to
    const standard = Math.sqrt(-2 * Math.log(1 - noise())) * Math.cos(2 * Math.PI * noise())
    const noisy = from + (to - from) * (1 + writeNoise * standard)
    return Math.max(curve.low, Math.min(curve.high, noisy))
  }
}
