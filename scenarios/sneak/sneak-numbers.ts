import { max, mean, median, min } from 'simple-statistics'
import { createArrayReader } from '../../arrays/crossbar/array-reader.ts'
import type { BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import { type ReadOptions, readSelections } from '../../arrays/crossbar/read-array.ts'
import { readMargin } from '../../arrays/crossbar/read-margin.ts'
import { isGated } from '../../arrays/gated/any-array.ts'
import { type AnyRun, type ArrayRun, isGatedRun, type LastRead } from '../../arrays/program/array-run.ts'
import type { Step } from '../../arrays/program/step.ts'
import { readAtEnd } from './last-read.ts'
import { farthestCell, sampleCells, sampleSize } from './sampled-cells.ts'
import { writtenCells } from './written-cells.ts'

/**
 * Effects of sneak paths and wires in one crossbar, all at one read: the last read step of the program, or, without one, a
 * read of cell after cell at the device's read voltage and the run's bias at the end. Shares and ratios are pure numbers.
 */
export interface SneakNumbers {
  /** Name of the case; '' where the scenario has one program. */
  readonly case: string
  /** Unselected lines during writes. */
  readonly bias: BiasScheme
  /** Ohms of a wire segment, where all are alike. */
  readonly wireOhms: number | undefined
  readonly read: SneakRead
  /** 1 - I_cell/I_sense: the median and the one farthest from 0. */
  readonly sneakShare: { readonly median: number; readonly worst: number }
  /** Smallest (I_low - I_high)/I_low in the worst background, and of how many cells; undefined for three-terminal devices. */
  readonly readMargin: { readonly smallest: number; readonly cells: number } | undefined
  /** Mean conductance of the cells that the last write before the read set over that of the others, each alone; undefined where either is empty. */
  readonly storedContrast: number | undefined
  /** The same ratio of the magnitudes of the sense currents. */
  readonly readContrast: number | undefined
  /**
   * Largest magnitude of the relative change of a cell by a write that did not address it, against the array left alone; undefined
   * where the program has no write step.
   */
  readonly disturbance: number | undefined
  /** 1 - |cell voltage|/|read voltage| of the cell that is read farthest from driver and sense end; undefined for three-terminal devices. */
  readonly irDrop: { readonly share: number; readonly cell: readonly [number, number] } | undefined
  /** Seconds of the program. */
  readonly programSeconds: number
}

/** The read at which the numbers are taken. */
export interface SneakRead {
  /** Label of the step; undefined where the program reads nothing. */
  readonly step: string | undefined
  readonly volts: number
  readonly bias: BiasScheme
  readonly by: 'cell' | 'row'
  /** Cells that were read, of all. */
  readonly cells: number
  readonly of: number
}

/**
 * The sneak numbers of a run as a crossbar.
 * @param name of its case
 * @param steps of the program that was meant, whose last write says which cells were set
 * @throws SolverError where a network has no answer
 */
export function sneakNumbers(run: AnyRun, name: string, steps: readonly Step[]): SneakNumbers {
  const [rows, columns] = run.spec.size
  const written = writtenCells(steps, [rows, columns])
  const atRead = run.lastRead ?? readAtEnd(run, written)
  const { step, senseCurrents, sneakShares } = atRead
  const read = [...senseCurrents.keys()].filter(k => Number.isFinite(senseCurrents[k]))
  const shares = read.map(k => sneakShares[k]).filter(Number.isFinite)
  const bias = step.bias ?? run.settings.bias
  const options = { network: 'crossbar', volts: step.volts, bias, by: step.by } as const
  const stored = run.array.probe(atRead.states, step.volts)
  const { spec } = run
  return {
    case: name,
    bias: run.settings.bias,
    wireOhms: isGated(spec) ? undefined : uniformWire(spec),
    read: {
      step: run.lastRead === undefined ? undefined : step.label,
      volts: step.volts,
      bias,
      by: step.by,
      cells: read.length,
      of: rows * columns,
    },
    sneakShare: {
      median: shares.length === 0 ? Number.NaN : median(shares),
      worst: shares.reduce((far, share) => (Math.abs(share) > Math.abs(far) ? share : far), 0),
    },
    storedContrast: contrastOf(stored, read, written),
    readContrast: contrastOf(senseCurrents, read, written),
    disturbance: run.inputs === 0 ? undefined : Math.abs(run.worstDisturbance),
    ...(isGatedRun(run)
      ? { readMargin: undefined, irDrop: undefined }
      : wireNumbers(run, atRead, options, read, written)),
    programSeconds: run.time,
  }
}

function uniformWire({ wordWire, bitWire }: ArrayRun['spec']): number | undefined {
  return typeof wordWire === 'number' && wordWire === bitWire ? wordWire : undefined
}

function wireNumbers(
  { spec }: ArrayRun,
  { states }: LastRead,
  options: ReadOptions,
  read: readonly number[],
  written: readonly boolean[],
): Pick<SneakNumbers, 'readMargin' | 'irDrop'> {
  if (read.length === 0) return { readMargin: undefined, irDrop: undefined }
  const sample = sampleCells(written, sampleSize(written.length), read)
  const margins = [...readMargin(spec, states, { ...options, only: sample })].filter(Number.isFinite)
  const far = farthestCell(spec, read)
  const selection = readSelections(spec, { ...options, only: rowOf(far, spec.size[1], options.by, read) })[0]
  const volts = createArrayReader(spec).point(selection.drive, states).cellVolts[far]
  return {
    readMargin: margins.length === 0 ? undefined : { smallest: min(margins), cells: margins.length },
    irDrop: {
      share: 1 - Math.abs(volts) / Math.abs(options.volts),
      cell: [Math.floor(far / spec.size[1]), far % spec.size[1]],
    },
  }
}

/** The cells that are selected together with one. */
function rowOf(cell: number, columns: number, by: 'cell' | 'row', read: readonly number[]): Set<number> {
  if (by === 'cell') return new Set([cell])
  const row = Math.floor(cell / columns)
  return new Set(read.filter(k => Math.floor(k / columns) === row))
}

function contrastOf(
  values: Float64Array,
  read: readonly number[],
  written: readonly boolean[],
): number | undefined {
  const sizes = (wanted: boolean): number[] =>
    read.filter(k => written[k] === wanted).map(k => Math.abs(values[k]))
  const [set, others] = [sizes(true), sizes(false)]
  if (set.length === 0 || others.length === 0) return undefined
  return max(others) === 0 ? undefined : mean(set) / mean(others)
}
