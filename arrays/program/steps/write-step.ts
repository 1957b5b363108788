import { heldDrive } from '../events.ts'
import type { WriteSettings } from '../program.ts'
import type { AppliedDrive, Step } from '../step.ts'

/** Writes pulses into the addressed cells. */
export interface WriteStep extends Step, WriteSettings {
  readonly kind: 'write'
  readonly label: string
  readonly frame: boolean
}

/**
 * A write. Isolated cells are pulsed all at once; an array is written row by row (cells of a row that need the same amplitude together)
 * or cell by cell, so that it takes longer.
 */
export function writeStep(settings: WriteSettings): WriteStep {
  return {
    ...settings,
    kind: 'write',
    *lower(array) {
      yield { kind: 'begin-write', step: this }
      for (let pulse = 0; pulse < this.pulses; pulse++) {
        for (const drive of array.pulse(pulseAmplitudes(this, pulse, array.cells)))
          yield heldDrive(drive, this.width)
        yield heldDrive(array.rest, this.interval)
      }
      yield { kind: 'end-write', step: this }
    },
    *applied(): Generator<AppliedDrive> {
      for (const { levels, amplitude } of this.targets) {
        const shares = this.graded === 'volts' ? new Set(levels) : [1]
        for (const share of shares) yield { by: 'write', amplitude: share * amplitude, seconds: this.width }
      }
    },
  }
}

export function isWrite(step: Step): step is WriteStep {
  return step.kind === 'write'
}

/** Amplitude of every cell in one pulse; 0 where the cell is not addressed. */
export function pulseAmplitudes(
  { targets, graded, pulses }: Pick<WriteSettings, 'targets' | 'graded' | 'pulses'>,
  pulse: number,
  count: number,
): Float64Array {
  const amplitudes = new Float64Array(count)
  for (const { levels, amplitude } of targets) {
    for (let k = 0; k < count; k++) {
      const level = levels[k]
      switch (graded) {
        case 'none':
          if (level >= 0.5) amplitudes[k] = amplitude
          break
        case 'pulses':
          if (pulse < Math.round(level * pulses)) amplitudes[k] = amplitude
          break
        case 'volts':
          if (level > 0) amplitudes[k] = amplitude * level
          break
        default:
          graded satisfies never
      }
    }
  }
  return amplitudes
}
