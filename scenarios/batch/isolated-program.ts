import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import type { Drive } from '../../arrays/crossbar/drive.ts'
import { OptionError } from '../../arrays/errors.ts'
import { playOnCrossbar } from '../../arrays/program/play-on-crossbar.ts'
import type { ReadSettings, WriteSettings } from '../../arrays/program/program.ts'
import { lowerProgram, type Step } from '../../arrays/program/step.ts'
import type { ProgramEvent } from '../../kernels/gpu/program-plan.ts'

/** A look at all arrays of a batch: what a run of one array keeps of it. */
export interface BatchLook {
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

/** A program of cells that are wired alone, as voltages that are held and looks between them. */
export interface IsolatedProgram {
  /** Different voltage patterns, N*M, V. */
  readonly patterns: readonly Float64Array[]
  readonly events: readonly ProgramEvent[]
  /** One for each read event. */
  readonly reads: readonly BatchLook[]
}

/** Whether the arrays are looked at: at the start of a read, after a write. */
export interface BatchLooks {
  read(step: ReadSettings): boolean
  write(step: WriteSettings): boolean
}

/**
 * Writes down the voltages that a program puts on cells wired alone, which do not depend on their states.
 * @throws RangeError for lines that are driven one by one
 */
export function isolatedProgram(spec: ArraySpec, steps: readonly Step[], looks: BatchLooks): IsolatedProgram {
  const patterns: Float64Array[] = []
  const events: ProgramEvent[] = []
  const reads: BatchLook[] = []
  let [timeS, inputs] = [0, 0]

  function hold(drive: Drive, seconds: number): void {
    if (seconds === 0) return
    const known = patterns.findIndex(pattern => pattern.every((volts, k) => volts === voltsOf(drive)[k]))
    if (known < 0) patterns.push(voltsOf(drive).slice())
    events.push({ kind: 'hold', pattern: known < 0 ? patterns.length - 1 : known, seconds })
    timeS += seconds
  }

  function look({ label, frame }: WriteSettings | ReadSettings, read: ReadSettings | undefined): void {
    const volts = read?.volts ?? spec.model.readVolts
    events.push({ kind: 'read', volts })
    reads.push({ label, frame, timeS, inputs, volts, only: read?.only, isRead: read !== undefined })
  }

  const array = playOnCrossbar(spec, { network: 'isolated', bias: 'half', write: 'row' })
  for (const event of lowerProgram(steps, array)) {
    switch (event.kind) {
      case 'drive':
        hold(event.from, event.seconds)
        break
      case 'sense':
        if (looks.read(event.step)) look(event.step, event.step)
        break
      case 'read':
        // A read stands at its end, as in a run of one array.
        if (looks.read(event.step)) reads[reads.length - 1] = { ...reads[reads.length - 1], timeS }
        break
      case 'begin-write':
        inputs++
        break
      case 'end-write':
        if (looks.write(event.step)) look(event.step, undefined)
        break
      case 'frame':
      case 'begin-record':
      case 'end-record':
        break
      default:
        event satisfies never
    }
  }
  return { patterns, events, reads }
}

function voltsOf(drive: Drive): Float64Array {
  if (drive.kind === 'isolated') return drive.volts
  throw new OptionError('isolatedProgram', 'lines driven one by one', 'write, read and wait')
}
