import { mean, median, min } from 'simple-statistics'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import { type ReadOptions, readArray } from '../../arrays/crossbar/read-array.ts'
import { readMargin } from '../../arrays/crossbar/read-margin.ts'
import type { ArrayRun } from '../../arrays/program/array-run.ts'

/** What the same array does as a passive crossbar, read as the last write leaves it. Shares and ratios are pure numbers. */
export interface BesideReport {
  readonly case: string
  readonly bias: BiasScheme
  /** Ohms of a wire segment, where all are alike. */
  readonly wireOhms: number | undefined
  /** 1 - I_cell/I_sense, cells read one by one: the median and the one farthest from 0. */
  readonly sneakShare: { readonly median: number; readonly worst: number }
  /** Smallest (I_low - I_high)/I_low in the worst background. */
  readonly readMargin: number
  /** Largest relative change of a cell by a write that did not address it. */
  readonly worstDisturbance: number
  /** Mean sense current of the cells that the last write set over that of the others; undefined where either is empty. */
  readonly contrast: number | undefined
  /** Seconds of the program, which writes line by line. */
  readonly programSeconds: number
}

/** Cells that are read one by one for the report: all of a small array, else this many, half of them written ones. */
const SAMPLE = 64

/**
 * Sums up a run: reads it as its last write leaves it and looks through its writes.
 * @param written the cells that the last write set
 */
export function besideReport(run: ArrayRun, name: string, written: readonly boolean[]): BesideReport {
  const { spec, settings, afterWrites } = run
  const options = readOptions(run, written)
  const { sneakShares, senseCurrents } = readArray(spec, afterWrites, options)
  const shares = finite(sneakShares)
  const farthest = (values: readonly number[]): number =>
    values.reduce((far, v) => (Math.abs(v) > Math.abs(far) ? v : far), 0)
  return {
    case: name,
    bias: settings.bias,
    wireOhms: typeof spec.wordWire === 'number' && spec.wordWire === spec.bitWire ? spec.wordWire : undefined,
    sneakShare: { median: median(shares), worst: farthest(shares) },
    readMargin: min(finite(readMargin(spec, afterWrites, options))),
    worstDisturbance: run.worstDisturbance,
    contrast: contrastOf(senseCurrents, written),
    programSeconds: run.time,
  }
}

/** The contrast of a run, read as its settings say, over the cells that its report as a crossbar reads. */
export function contrastWritten(run: ArrayRun, written: readonly boolean[]): number | undefined {
  return contrastOf(readArray(run.spec, run.afterWrites, readOptions(run, written)).senseCurrents, written)
}

function readOptions({ spec, settings }: ArrayRun, written: readonly boolean[]): ReadOptions {
  const { network, bias } = settings
  return { network, volts: spec.model.readVolts, bias, by: 'cell', only: sampleCells(written) }
}

/** Evenly many written and other cells, evenly spread over the array; all where it is small. */
function sampleCells(written: readonly boolean[]): Set<number> {
  const set = pick(written, true)
  const others = pick(written, false)
  const share = Math.max(SAMPLE / 2, SAMPLE - Math.min(set.length, others.length))
  return new Set([...spaced(set, share), ...spaced(others, share)])
}

function pick(written: readonly boolean[], wanted: boolean): number[] {
  return written.flatMap((on, k) => (on === wanted ? [k] : []))
}

function spaced(cells: readonly number[], most: number): number[] {
  if (cells.length <= most) return [...cells]
  return Array.from({ length: most }, (_, n) => cells[Math.round((n * (cells.length - 1)) / (most - 1))])
}

function contrastOf(currents: Float64Array, written: readonly boolean[]): number | undefined {
  const sizes = (wanted: boolean): number[] =>
    pick(written, wanted)
      .map(k => Math.abs(currents[k]))
      .filter(Number.isFinite)
  const [set, others] = [sizes(true), sizes(false)]
  return set.length === 0 || others.length === 0 ? undefined : mean(set) / mean(others)
}

function finite(plane: Float64Array): number[] {
  return [...plane].filter(Number.isFinite)
}
