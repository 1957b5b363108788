import { createEnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { createGatedCell, type GatedCell } from '../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import { advanceGated } from '../../arrays/gated/advance-gated.ts'
import { createGatedArray, type GatedArraySpec } from '../../arrays/gated/gated-array-spec.ts'
import { writeDrive } from '../../arrays/gated/gated-drive.ts'

/** One training of a small array of three-terminal devices. */
export interface ArrayLearning {
  /** Mean absolute error over patterns and outputs, before and after every pass over the patterns. */
  readonly errors: readonly number[]
  /** Time that the gates were driven or waited, s. */
  readonly seconds: number
  /** Conductances at the end, [inputs][outputs], S. */
  readonly siemens: Float64Array
}

export interface ArrayLearningOptions {
  /** One row a pattern, inputs 0 or 1. */
  readonly patterns: readonly (readonly number[])[]
  /** Wanted outputs of each pattern, -1 to 1. */
  readonly targets: readonly (readonly number[])[]
  readonly passes: number
  /** Pulse widths of the paper for an error of 1. */
  readonly widths: number
  /** All cells at once, or one after the other. */
  readonly parallel: boolean
  /** Ohms of each wire segment. @defaultValue 0 */
  readonly wireOhms?: number
}

/** Cells of one array and what they hold. */
interface LearningArray {
  readonly spec: GatedArraySpec
  readonly states: readonly Float64Array[]
}

/**
 * Delta rule in an array of gated cells, written through its gate and source lines under V/2: gate lines whose input is 1 hold half
 * the gate pulse and source lines the other half against them, for as long as the size of their output's error asks for; all
 * else is at 0 V. Outputs that are to rise have a time slot, and those that are to fall one after it: so two slots write the outer product
 * of inputs and errors, because channels are read by other lines than gates are written. One after the other, every cell needs a slot of
 * its own. Cells on the lines of written ones see half the voltage all the while. A weight is a channel's conductance against the
 * middle of its range, and an output is the sum of the weights of its inputs.
 * @throws SolverError where a network of the array has no answer
 */
export function learnInArray(model: GatedDeviceModel, options: ArrayLearningOptions): ArrayLearning {
  const { patterns, targets, passes, wireOhms = 0 } = options
  const size = [patterns[0].length, targets[0].length] as const
  const wires = { gate: wireOhms, drain: wireOhms, source: wireOhms }
  const spec = createGatedArray({ size, device: model, wires })
  const middle = Array.from(middleCell(model).state)
  const states = middle.map(value => new Float64Array(size[0] * size[1]).fill(value))
  const array = { spec, states }
  const [low, high] = rangeOf(model)
  const outputsOf = (pattern: readonly number[]): number[] => {
    const siemens = conductancesOf(array)
    return Array.from({ length: size[1] }, (_, j) =>
      pattern.reduce(
        (sum, x, i) => (x === 0 ? sum : sum + (2 * siemens[i * size[1] + j] - low - high) / (high - low)),
        0,
      ),
    )
  }
  const meanError = (): number => {
    const all = patterns.flatMap((pattern, p) =>
      outputsOf(pattern).map((y, j) => Math.abs(targets[p][j] - y)),
    )
    return all.reduce((sum, error) => sum + error, 0) / all.length
  }
  const errors = [meanError()]
  let seconds = 0
  for (let pass = 0; pass < passes; pass++) {
    patterns.forEach((pattern, p) => {
      const misses = outputsOf(pattern).map((y, j) => targets[p][j] - y)
      seconds += write(array, pattern, misses, options)
    })
    errors.push(meanError())
  }
  return { errors, seconds, siemens: conductancesOf(array) }
}

/** Channels at the read voltage, S. */
function conductancesOf({ spec: { model, size }, states }: LearningArray): Float64Array {
  const cell = createGatedCell(model)
  return Float64Array.from({ length: size[0] * size[1] }, (_, k) => {
    cell.state.forEach((_, s) => {
      cell.state[s] = states[s][k]
    })
    return cell.conductance()
  })
}

/** Writes the outer product of a pattern and the errors; gives the time it took. */
function write(
  array: LearningArray,
  pattern: readonly number[],
  misses: readonly number[],
  { widths, parallel }: ArrayLearningOptions,
): number {
  const { raise, lower } = array.spec.model.pulses
  const slot = Math.max(raise.width, lower.width) * widths
  const chosen = (rows: (i: number) => boolean, columns: (j: number) => boolean, up: boolean): void => {
    const { amplitude, width } = up ? raise : lower
    const seconds = misses.map((miss, j) =>
      columns(j) && miss !== 0 && miss > 0 === up ? widths * width * Math.min(1, Math.abs(miss)) : 0,
    )
    fillSlot(array, {
      amplitude,
      rows: pattern.map((x, i) => x === 1 && rows(i)),
      seconds,
      slot,
    })
  }
  const all = (): boolean => true
  if (parallel) {
    for (const up of [true, false]) chosen(all, all, up)
    return 2 * slot
  }
  for (const i of pattern.keys())
    for (const j of misses.keys())
      chosen(
        row => row === i,
        column => column === j,
        misses[j] > 0,
      )
  return pattern.length * misses.length * slot
}

interface Slot {
  /** V at the gate. */
  readonly amplitude: number
  /** Whether each gate line is driven. */
  readonly rows: readonly boolean[]
  /** For how long each source line is. */
  readonly seconds: readonly number[]
  readonly slot: number
}

/** Source lines end one after the other; then the array rests. */
function fillSlot({ spec, states }: LearningArray, { amplitude, rows, seconds, slot }: Slot): void {
  const hold = (gate: readonly number[], source: readonly number[], time: number): void => {
    const drive = writeDrive(spec, { gate, source, control: 'voltage' })
    advanceGated(spec, drive, time, states, createEnergyMeter(), { energy: false })
  }
  const none = rows.map(() => 0)
  let now = 0
  if (rows.some(driven => driven)) {
    for (const end of [...new Set(seconds)].filter(time => time > 0).sort((a, b) => a - b)) {
      const gate = rows.map(driven => (driven ? amplitude / 2 : 0))
      const source = seconds.map(time => (time > now ? -amplitude / 2 : 0))
      hold(gate, source, end - now)
      now = end
    }
  }
  hold(
    none,
    seconds.map(() => 0),
    slot - now,
  )
}

/** A cell brought to the middle of its range by the pulses of its paper. */
function middleCell(model: GatedDeviceModel): GatedCell {
  const cell = createGatedCell(model)
  const [low, high] = rangeOf(model)
  const { raise, lower } = model.pulses
  const middle = (low + high) / 2
  const pulse = cell.conductance() < middle ? raise : lower
  for (let k = 0; k < pulse.number && cell.conductance() < middle === (pulse === raise); k++)
    cell.advance(pulse.amplitude, pulse.width)
  return cell
}

/** Ends of the range that the pulses of the paper cross. */
function rangeOf(model: GatedDeviceModel): readonly [number, number] {
  const cell = createGatedCell(model)
  const { raise, lower } = model.pulses
  const end = (pulse: typeof raise): number => {
    for (let k = 0; k < 2 * pulse.number; k++) cell.advance(pulse.amplitude, pulse.width)
    return cell.conductance()
  }
  const high = end(raise)
  return [end(lower), high]
}
