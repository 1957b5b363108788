import { heldDrive } from '../events.ts'
import type { Step } from '../step.ts'

/** Leaves the array undriven for `seconds`. */
export function waitStep(seconds: number, record?: Step['record']): Step {
  return {
    kind: 'wait',
    label: '',
    frame: false,
    record,
    *lower(array) {
      yield heldDrive(array.rest, seconds)
    },
    applied: () => [],
  }
}
