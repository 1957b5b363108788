import {
  type AnyRun,
  type ArrayRun,
  isGatedRun,
  type LastRead,
  type PlayedSpec,
} from '../../arrays/program/array-run.ts'
import { readOnce } from '../../arrays/program/play-events.ts'
import type { ReadSettings } from '../../arrays/program/program.ts'
import { sampleCells, sampleSize } from './sampled-cells.ts'

/** Up to this many cells all are read. */
const ALL_CELLS = 256

/**
 * An ideal read of the array as it is: at the device's read voltage, the unselected lines as in the settings, cell after cell.
 * @param written N*M entries: half of a sample are written cells
 */
export function readAtEnd(run: AnyRun, written: readonly boolean[]): LastRead {
  const step: ReadSettings = {
    label: '',
    volts: run.spec.model.readVolts,
    width: 0,
    only: readSample(written, 'cell'),
    by: 'cell',
    bias: undefined,
    frame: false,
  }
  return isGatedRun(run) ? readNow(run, step) : readNow(run, step)
}

function readNow<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>, step: ReadSettings): LastRead {
  return { step, states: run.states, ...readOnce(run, step) }
}

/**
 * Cells to read of an array too large to read whole, or undefined for all: single cells, or all cells of their word lines.
 * @param wanted the cells that a step reads; all unless given
 */
export function readSample(
  written: readonly boolean[],
  by: 'cell' | 'row',
  wanted?: ReadonlySet<number>,
  columns = 1,
): ReadonlySet<number> | undefined {
  if (written.length <= ALL_CELLS) return wanted
  const among = wanted === undefined ? [...written.keys()] : [...wanted]
  const sample = sampleCells(written, sampleSize(written.length), among)
  if (by === 'cell') return sample
  const rows = new Set([...sample].map(k => Math.floor(k / columns)))
  return new Set(among.filter(k => rows.has(Math.floor(k / columns))))
}
