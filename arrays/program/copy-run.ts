import { createEnergyMeter } from '../crossbar/energy-meter.ts'
import { createSolveRecorder } from '../crossbar/solve-log.ts'
import { bringStates } from '../crossbar/states-elsewhere.ts'
import { copyStepMemory } from '../crossbar/step-memory.ts'
import type { ArrayRun, PlayedSpec } from './array-run.ts'

/** A run that goes on from here as this one would, to the last digit, whatever this one does next. Frames and reads are shared. */
export function copyRun<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>): ArrayRun<D, Spec> {
  const held = run.states.map(x => x.slice())
  const meter = createEnergyMeter()
  meter.include(run.meter)
  const recorder = createSolveRecorder(run.recorder.heard())
  copyStepMemory(run.recorder, recorder)
  return {
    ...run,
    held,
    get states() {
      bringStates(held)
      return held
    },
    afterWrites: run.afterWrites === run.held ? held : run.afterWrites,
    meter,
    recorder,
    frames: [...run.frames],
    reads: [...run.reads],
    traces: [...run.traces],
  }
}
