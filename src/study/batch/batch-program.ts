import type { ReadStep, Step } from '../../../arrays/program/program.ts'
import { pulseAmplitudes } from '../../../arrays/program/write-step.ts'
import type { ProgramEvent } from '../../../kernels/gpu/program-plan.ts'

/** A read of all arrays of a batch: what a run of one array keeps of it. */
export interface BatchRead {
  readonly label: string
  readonly timeS: number
  /** Writes so far. */
  readonly inputs: number
  readonly volts: number
  /** Flat indices of the cells that are read; all unless given. */
  readonly only: ReadonlySet<number> | undefined
  /** A read of the program, and not only a look at the array after a write. */
  readonly isRead: boolean
  readonly frame: boolean
}

/** A program of isolated cells as voltages that are held and reads between them. */
export interface BatchProgram {
  /** N*M volts each. */
  readonly patterns: readonly Float64Array[]
  readonly events: readonly ProgramEvent[]
  /** One for each read event. */
  readonly reads: readonly BatchRead[]
}

/**
 * Translates a program for arrays whose cells are wired alone.
 * @param cells N*M
 * @param readVolts at which a frame after a write shows the array
 */
export function batchProgram(steps: readonly Step[], cells: number, readVolts: number): BatchProgram {
  const patterns: Float64Array[] = []
  const events: ProgramEvent[] = []
  const reads: BatchRead[] = []
  let timeS = 0
  let inputs = 0
  const hold = (volts: Float64Array, seconds: number): void => {
    if (seconds === 0) return
    const known = patterns.findIndex(pattern => pattern.every((value, k) => value === volts[k]))
    if (known < 0) patterns.push(volts)
    events.push({ kind: 'hold', pattern: known < 0 ? patterns.length - 1 : known, seconds })
    timeS += seconds
  }
  const rest = new Float64Array(cells)
  const look = (read: Omit<BatchRead, 'timeS' | 'inputs'>): void => {
    events.push({ kind: 'read', volts: read.volts })
    reads.push({ ...read, timeS, inputs })
  }
  for (const step of steps) {
    switch (step.kind) {
      case 'wait':
        hold(rest, step.seconds)
        break
      case 'write':
        inputs++
        for (let pulse = 0; pulse < step.pulses; pulse++) {
          hold(pulseAmplitudes(step, pulse, cells), step.width)
          hold(rest, step.interval)
        }
        if (step.frame) {
          look({ label: step.label, volts: readVolts, only: undefined, isRead: false, frame: true })
        }
        break
      case 'read': {
        look({ label: step.label, volts: step.volts, only: step.only, isRead: true, frame: step.frame })
        hold(readPattern(step, cells), step.width)
        reads[reads.length - 1] = { ...reads.at(-1)!, timeS }
        break
      }
      case 'play':
        throw new RangeError('batchProgram: found a step "play"; expected write, read and wait')
      default:
        step satisfies never
    }
  }
  return { patterns, events, reads }
}

function readPattern({ only, volts }: ReadStep, cells: number): Float64Array {
  return Float64Array.from({ length: cells }, (_, k) => (only?.has(k) === false ? 0 : volts))
}
