import { createGatedCell, type GatedCell } from '../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'

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
}

/**
 * Delta rule in an array of gated cells. Word lines open the access transistors of the cells whose input is 1, bit lines hold a
 * gate pulse with the sign and, as its duration, the size of the output's error: so one time slot writes the outer product of
 * inputs and errors into all cells, because they are read through another pair of terminals than they are written by. One
 * after the other, every cell needs a slot of its own; meanwhile the others rest. A weight is a channel's conductance against
 * the middle of its range, and an output is the sum of the weights of its inputs.
 */
export function learnInArray(model: GatedDeviceModel, options: ArrayLearningOptions): ArrayLearning {
  const { patterns, targets, passes, parallel } = options
  const [inputs, outputs] = [patterns[0].length, targets[0].length]
  const cells = Array.from({ length: inputs * outputs }, () => middleCell(model))
  const ends = rangeOf(model)
  const weight = (cell: GatedCell): number =>
    (2 * cell.conductance() - ends[0] - ends[1]) / (ends[1] - ends[0])
  const outputsOf = (pattern: readonly number[]): number[] =>
    Array.from({ length: outputs }, (_, j) =>
      pattern.reduce((sum, x, i) => (x === 0 ? sum : sum + weight(cells[i * outputs + j])), 0),
    )
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
      seconds += write(model, cells, pattern, misses, options.widths, parallel)
    })
    errors.push(meanError())
  }
  return { errors, seconds, siemens: Float64Array.from(cells, cell => cell.conductance()) }
}

/** Writes the outer product of a pattern and the errors; gives the time it took. */
function write(
  { pulses: { raise, lower } }: GatedDeviceModel,
  cells: readonly GatedCell[],
  pattern: readonly number[],
  misses: readonly number[],
  widths: number,
  parallel: boolean,
): number {
  const pulse = misses.map(miss => {
    const { amplitude, width } = miss > 0 ? raise : lower
    return { amplitude, seconds: widths * width * Math.min(1, Math.abs(miss)) }
  })
  const slot = Math.max(raise.width, lower.width) * widths
  let taken = 0
  const give = (chosen: (i: number, j: number) => boolean): void => {
    cells.forEach((cell, k) => {
      const [i, j] = [Math.floor(k / misses.length), k % misses.length]
      const on = chosen(i, j) && pattern[i] === 1 ? pulse[j].seconds : 0
      if (on > 0) cell.advance(pulse[j].amplitude, on)
      cell.advance(0, slot - on)
    })
    taken += slot
  }
  if (parallel) give(() => true)
  else {
    for (const i of pattern.keys()) for (const j of misses.keys()) give((a, b) => a === i && b === j)
  }
  return taken
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
