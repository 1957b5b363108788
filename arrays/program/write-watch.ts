import { createEnergyMeter } from '../crossbar/energy-meter.ts'
import type { ArrayRun, PlayedSpec } from './array-run.ts'
import { heldDrive } from './events.ts'
import type { WriteSettings } from './program.ts'
import { pulseAmplitudes } from './steps/write-step.ts'

/** Watches what a write does to the cells that it does not address. */
export interface WriteWatch {
  /** Notes the disturbance in the run. */
  end(step: WriteSettings): void
}

/** @returns undefined where the run does not keep disturbances */
export function createWriteWatch<D, Spec extends PlayedSpec>(run: ArrayRun<D, Spec>): WriteWatch | undefined {
  if (run.settings.keep?.disturbance === false) return undefined
  const before = run.states.map(x => x.slice())
  const start = run.time
  return {
    end(step) {
      run.disturbance = disturbance(run, step, before, run.time - start)
      for (const change of run.disturbance)
        if (Math.abs(change) > Math.abs(run.worstDisturbance)) run.worstDisturbance = change
    },
  }
}

/**
 * Relative change of the conductance of every cell that the write did not address, against the same array left alone for the same
 * time; NaN for the addressed cells.
 */
function disturbance<D, Spec extends PlayedSpec>(
  { array, states }: ArrayRun<D, Spec>,
  step: WriteSettings,
  before: readonly Float64Array[],
  seconds: number,
): Float64Array {
  const alone = before.map(x => x.slice())
  if (seconds > 0)
    array.advance(heldDrive(array.rest, seconds), alone, createEnergyMeter(), { energy: false }, undefined)
  const undisturbed = array.probe(alone)
  const now = array.probe(states)
  const addressed = new Uint8Array(now.length)
  for (let pulse = 0; pulse < step.pulses; pulse++) {
    pulseAmplitudes(step, pulse, now.length).forEach((v, k) => {
      if (v !== 0) addressed[k] = 1
    })
  }
  return now.map((g, k) =>
    addressed[k] === 1 ? Number.NaN : g === undisturbed[k] ? 0 : g / undisturbed[k] - 1,
  )
}
