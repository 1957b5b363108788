import { heldDrive } from '../events.ts'
import type { ReadSettings } from '../program.ts'
import type { AppliedDrive, Step } from '../step.ts'

/** Reads cells. */
export interface ReadStep extends Step, ReadSettings {
  readonly kind: 'read'
  readonly label: string
  readonly frame: boolean
}

/** A read: at the start of each selection's pulse the currents are taken, then the pulse acts on the states for its width. */
export function readStep(settings: ReadSettings): ReadStep {
  return {
    ...settings,
    kind: 'read',
    *lower(array) {
      for (const selection of array.reads(this)) {
        yield { kind: 'sense', step: this, selection }
        if (!array.isQuiet(selection.drive)) yield heldDrive(selection.drive, this.width)
      }
      yield { kind: 'read', step: this }
    },
    *applied(): Generator<AppliedDrive> {
      yield { by: 'read', amplitude: this.volts, seconds: this.width, bias: this.bias }
    },
  }
}

export function isRead(step: Step): step is ReadStep {
  return step.kind === 'read'
}
