import type { BiasScheme } from '../crossbar/bias/index.ts'
import type { ProgramEvent } from './events.ts'
import type { PlayedArray } from './played-array.ts'
import type { StepSettings } from './program.ts'

/** A drive that drivers put across cells that they address, or between lines, for a check before anything runs. */
export interface AppliedDrive {
  /** A pulse of a write, a pulse of a read, or lines driven one by one. */
  readonly by: 'write' | 'read' | 'lines'
  /** V across the cell, or A into the gate of a device that is written by a current. */
  readonly amplitude: number
  /** 0 where it acts on no state. */
  readonly seconds: number
  /** Unselected lines, where not as in the settings of the program. */
  readonly bias?: BiasScheme | undefined
}

/** A step of a program. What it does to an array are its events. */
export interface Step extends StepSettings {
  /** 'write', 'read' ... */
  readonly kind: string
  /** Its events on an array, in their order. */
  lower<Drive>(array: PlayedArray<Drive>): Iterable<ProgramEvent<Drive>>
  applied(): Iterable<AppliedDrive>
}

/** The same steps, of which nothing is recorded. */
export function withoutRecords(steps: readonly Step[]): Step[] {
  return steps.map(({ record: _, ...step }) => step)
}

/** The events of a step on an array, in their order. */
export function* lowerStep<Drive>(step: Step, array: PlayedArray<Drive>): Generator<ProgramEvent<Drive>> {
  const { record: request } = step
  if (request !== undefined) yield { kind: 'begin-record', request }
  yield* step.lower(array)
  if (request !== undefined) yield { kind: 'end-record', request }
}

/** The events of all steps. */
export function* lowerProgram<Drive>(
  steps: Iterable<Step>,
  array: PlayedArray<Drive>,
): Generator<ProgramEvent<Drive>> {
  for (const step of steps) yield* lowerStep(step, array)
}
