import { type AnyArraySpec, isGated } from '../../../arrays/gated/any-array.ts'
import type { AnyRun } from '../../../arrays/program/array-run.ts'
import type { SneakNumbers } from '../../../scenarios/sneak/sneak-numbers.ts'

export type RunFigureName =
  | 'energy'
  | 'program-time'
  | 'worst-disturbance'
  | 'stuck-cells'
  | 'crossbar-sneak-median'
  | 'crossbar-sneak-worst'
  | 'crossbar-read-margin'
  | 'crossbar-disturbance'
  | 'crossbar-contrast'
  | 'crossbar-time'

interface RunFigureInfo {
  readonly unit: string
  /** Description, for the documentation and `study plan`. */
  readonly title: string
  /** All cases must be played for it. */
  readonly ofEveryCase: boolean
}

/** Figures that every scenario gives beside its own. Those of the crossbar come from its last case, or the one that it sets beside. */
export const RUN_FIGURES: Readonly<Record<RunFigureName, RunFigureInfo>> = Object.freeze({
  energy: { unit: 'J', title: 'Energy from the drivers into all arrays', ofEveryCase: true },
  'program-time': { unit: 's', title: 'Time of the programs of all cases', ofEveryCase: true },
  'worst-disturbance': {
    unit: '',
    title: 'Largest relative change of a cell by a write that did not address it',
    ofEveryCase: true,
  },
  'stuck-cells': { unit: '', title: 'Cells of all cases that are stuck, as drawn', ofEveryCase: true },
  'crossbar-sneak-median': {
    unit: '',
    title: 'Sneak share of the sense current as a passive crossbar, at the last read: the median cell',
    ofEveryCase: false,
  },
  'crossbar-sneak-worst': {
    unit: '',
    title: 'The cell whose sneak share is farthest from 0',
    ofEveryCase: false,
  },
  'crossbar-read-margin': {
    unit: '',
    title: 'Smallest read margin as a passive crossbar, at the last read',
    ofEveryCase: false,
  },
  'crossbar-disturbance': {
    unit: '',
    title:
      'Largest magnitude of the relative change of a cell by a write that did not address it, as a passive crossbar',
    ofEveryCase: false,
  },
  'crossbar-contrast': {
    unit: '',
    title:
      'Mean sense current at the last read of the cells set by the last write over that of the others, as a passive crossbar',
    ofEveryCase: false,
  },
  'crossbar-time': { unit: 's', title: 'Time of the program as a passive crossbar', ofEveryCase: false },
})

export function isRunFigure(name: string): name is RunFigureName {
  return Object.hasOwn(RUN_FIGURES, name)
}

/** Whether a figure is taken from a run as a passive crossbar. */
export function isOfCrossbar(name: RunFigureName): boolean {
  return name.startsWith('crossbar-')
}

/**
 * The value of a figure of every run.
 * @param runs of the cases that were played
 * @param crossbar of the case as a passive crossbar
 */
export function runFigure(
  name: RunFigureName,
  runs: readonly AnyRun[],
  crossbar: SneakNumbers | undefined,
): number {
  switch (name) {
    case 'energy':
      return runs.reduce((sum, run) => sum + run.meter.delivered, 0)
    case 'program-time':
      return runs.reduce((sum, run) => sum + run.time, 0)
    case 'worst-disturbance':
      return runs.reduce((far, { worstDisturbance: own }) => (Math.abs(own) > Math.abs(far) ? own : far), 0)
    case 'stuck-cells':
      return runs.reduce((sum, { spec }) => sum + stuckCells(spec), 0)
    case 'crossbar-sneak-median':
      return crossbar?.sneakShare.median ?? Number.NaN
    case 'crossbar-sneak-worst':
      return crossbar?.sneakShare.worst ?? Number.NaN
    case 'crossbar-read-margin':
      return crossbar?.readMargin?.smallest ?? Number.NaN
    case 'crossbar-disturbance':
      return crossbar?.disturbance ?? Number.NaN
    case 'crossbar-contrast':
      return crossbar?.readContrast ?? Number.NaN
    case 'crossbar-time':
      return crossbar?.programSeconds ?? Number.NaN
    default:
      return name satisfies never
  }
}

function stuckCells(spec: AnyArraySpec): number {
  const stuck = isGated(spec) ? spec.stuckChannels : spec.stuck
  return stuck?.reduce((sum, own) => sum + (Number.isNaN(own) ? 0 : 1), 0) ?? 0
}
