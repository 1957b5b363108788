import type { EnergyTotals } from '../crossbar/energy-meter.ts'
import { createSolveRecorder, type Heard } from '../crossbar/solve-log.ts'
import type { AnyRun, ArrayRun } from './array-run.ts'

/** All that a program leaves in a run, as plain data that one thread can send to another. */
export interface RunData extends Omit<ArrayRun, 'spec' | 'array' | 'settings' | 'meter' | 'recorder'> {
  readonly energy: EnergyTotals
  readonly heard: Heard
}

export function runData(run: AnyRun): RunData {
  const { spec, array, settings, meter, recorder, ...rest } = run
  const { delivered, cells, wires, drivers, stored, magnitude } = meter
  return {
    ...rest,
    energy: { delivered, cells, wires, drivers, stored, magnitude },
    heard: recorder.heard(),
  }
}

/**
 * A run as another thread left it.
 * @param start the same array at the start of its program
 */
export function runFromData<Run extends AnyRun>(start: Run, data: RunData): Run {
  const { energy, heard, ...rest } = data
  const { meter } = start
  meter.include(energy)
  return { ...start, ...rest, meter, recorder: createSolveRecorder(heard) }
}
