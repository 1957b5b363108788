import { heldDrive } from '../events.ts'
import type { StepSettings } from '../program.ts'
import type { Step } from '../step.ts'

/** Leaves the array undriven for `seconds`. */
export function waitStep(seconds: number, { frame = false, record }: Partial<StepSettings> = {}): Step {
  return {
    kind: 'wait',
    label: '',
    frame,
    record,
    *lower(array) {
      yield heldDrive(array.rest, seconds)
      if (this.frame) yield { kind: 'frame', label: this.label, drive: array.rest }
    },
    applied: () => [],
  }
}
