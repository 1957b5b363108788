import { median, min } from 'simple-statistics'
import type { BiasScheme } from '../arrays/crossbar/bias.ts'
import { readArray } from '../arrays/crossbar/read-array.ts'
import { readMargin } from '../arrays/crossbar/read-margin.ts'
import type { ArrayRun } from './program/array-run.ts'

/** What the same array does as a passive crossbar. Shares and ratios are pure numbers. */
export interface BesideReport {
  readonly case: string
  readonly bias: BiasScheme
  /** Ohms of a wire segment, where all are alike. */
  readonly wireOhms: number | undefined
  /** 1 - I_cell/I_sense at the end, cells read one by one: the median and the one farthest from 0. */
  readonly sneakShare: { readonly median: number; readonly worst: number }
  /** Smallest (I_low - I_high)/I_low in the worst background. */
  readonly readMargin: number
  /** Largest relative change of a cell by a write that did not address it. */
  readonly worstDisturbance: number
  /** Seconds of the program, which writes line by line. */
  readonly programSeconds: number
}

/** Cells that are read one by one for the report: all of a small array, else a grid of 8 x 8 with its corners. */
const GRID = 8

/** Sums up a run as a crossbar: reads it at its end and looks through its writes. */
export function besideReport(run: ArrayRun, name: string): BesideReport {
  const { spec, settings, states } = run
  const options = {
    network: 'crossbar' as const,
    volts: spec.model.readVolts,
    bias: settings.bias,
    by: 'cell' as const,
    only: sampleCells(spec.size),
  }
  const finite = (plane: Float64Array): number[] => [...plane].filter(Number.isFinite)
  const shares = finite(readArray(spec, states, options).sneakShares)
  const farthest = (values: readonly number[]): number =>
    values.reduce((far, v) => (Math.abs(v) > Math.abs(far) ? v : far), 0)
  return {
    case: name,
    bias: settings.bias,
    wireOhms: typeof spec.wordWire === 'number' && spec.wordWire === spec.bitWire ? spec.wordWire : undefined,
    sneakShare: { median: median(shares), worst: farthest(shares) },
    readMargin: min(finite(readMargin(spec, states, options))),
    worstDisturbance: run.worstDisturbance,
    programSeconds: run.time,
  }
}

function sampleCells([rows, columns]: readonly [number, number]): Set<number> {
  const picks = (lines: number): number[] =>
    lines <= GRID
      ? Array.from({ length: lines }, (_, k) => k)
      : Array.from({ length: GRID }, (_, k) => Math.round((k * (lines - 1)) / (GRID - 1)))
  return new Set(picks(rows).flatMap(i => picks(columns).map(j => i * columns + j)))
}
