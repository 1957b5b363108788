import type { OptionNames } from '../config/check-option-keys.ts'
import type { SolveRecorder } from './solve-log.ts'

export interface AdvanceOptions {
  readonly recorder?: SolveRecorder
  /** Largest change that the correction of a step may make to a state, relative to it; default 5e-4, 1e-4 for cells that store charge and on a GPU. */
  readonly tolerance?: number
  /** Whether the energy is integrated. @defaultValue true */
  readonly energy?: boolean
}

/** How a program advances an array. */
export interface PlayOptions extends AdvanceOptions {
  /** The states may stay where they moved, on a GPU, until bringStates is called. @defaultValue false */
  readonly stay?: boolean
}

export const ADVANCE_OPTIONS: OptionNames<Required<AdvanceOptions>> = {
  recorder: true,
  tolerance: true,
  energy: true,
}
