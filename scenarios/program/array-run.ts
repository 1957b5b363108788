import { advance } from '../../arrays/crossbar/advance.ts'
import type { ArraySpec } from '../../arrays/crossbar/array-spec.ts'
import { type Drive, isQuiet, quietDrive } from '../../arrays/crossbar/drive.ts'
import { createEnergyMeter, type EnergyMeter } from '../../arrays/crossbar/energy-meter.ts'
import { readPoint } from '../../arrays/crossbar/read-array.ts'
import { createSolveRecorder, type SolveRecorder } from '../../arrays/crossbar/solve-log.ts'
import { cycleFactors } from '../../arrays/crossbar/vary-cycles.ts'
import type { Frame, ProgramSettings, ReadSample } from './program.ts'

/** An array in the middle of a program. */
export interface ArrayRun {
  readonly spec: ArraySpec
  readonly settings: ProgramSettings
  /** In the model's order, N*M values each. */
  readonly states: readonly Float64Array[]
  /** The states as the last write of the program left them; those of now where it has none. */
  afterWrites: readonly Float64Array[]
  readonly meter: EnergyMeter
  readonly recorder: SolveRecorder
  readonly frames: Frame[]
  readonly reads: ReadSample[]
  /** Seconds since the start. */
  time: number
  /** Pulses so far, of writes and reads and of half-selected lines. */
  pulses: number
  /** Writes so far. */
  inputs: number
  /** Relative change by the latest write of every cell that it did not address, NaN elsewhere; until a frame shows it. */
  disturbance: Float64Array | undefined
  /** The largest in magnitude of all writes. */
  worstDisturbance: number
  /** Time steps taken by the state equations. */
  steps: number
  /** Hears of every drive that is held, and for how many seconds. */
  readonly heard?: (drive: Drive, seconds: number) => void
}

export function createArrayRun(
  spec: ArraySpec,
  settings: ProgramSettings,
  heard?: ArrayRun['heard'],
): ArrayRun {
  const states = spec.initial.map(x => x.slice())
  return {
    spec,
    settings,
    states,
    afterWrites: states,
    meter: createEnergyMeter(),
    recorder: createSolveRecorder(),
    frames: [],
    reads: [],
    time: 0,
    pulses: 0,
    inputs: 0,
    disturbance: undefined,
    worstDisturbance: 0,
    steps: 0,
    ...(heard === undefined ? {} : { heard }),
  }
}

/** Holds a drive for `seconds`. */
export function hold(run: ArrayRun, drive: Drive, seconds: number): void {
  run.heard?.(drive, seconds)
  const options = { recorder: run.recorder, energy: run.settings.keep?.energy ?? true }
  const { spec, duration } = isQuiet(drive) ? { spec: run.spec, duration: 1 } : drawPulse(run)
  run.steps += advance(spec, drive, duration * seconds, run.states, run.meter, options)
  run.time += seconds
}

/**
 * The array as the next pulse finds it. Charge cannot be drawn: where cells store it, the pulse itself lasts longer or shorter,
 * for all of them alike.
 */
function drawPulse(run: ArrayRun): { spec: ArraySpec; duration: number } {
  const { spec } = run
  const pulse = run.pulses++
  if (spec.cycles === undefined) return { spec, duration: 1 }
  if (spec.model.storage !== undefined) return { spec, duration: cycleFactors(spec.cycles, pulse, 1)[0]! }
  const pace = cycleFactors(spec.cycles, pulse, spec.size[0] * spec.size[1])
  return { spec: { ...spec, pace }, duration: 1 }
}

/** Leaves the array at 0 V for `seconds`. */
export function rest(run: ArrayRun, seconds: number): void {
  if (seconds > 0) hold(run, quietDrive(run.spec, run.settings.network), seconds)
}

/** Conductance of every device alone, S: the ideal probe behind the pixel maps. Charge that flows back is left out. */
export function probeConductance(
  spec: ArraySpec,
  states: readonly Float64Array[],
  volts: number = spec.model.readVolts,
): Float64Array {
  const alone: ArraySpec = { ...spec, access: { kind: 'none' } }
  const all = new Float64Array(spec.size[0] * spec.size[1]).fill(volts)
  return readPoint(alone, { kind: 'isolated', volts: all }, states).cellCurrents.map(amps => amps / volts)
}

/** Hands the disturbance of the latest write to the frame that shows it. */
export function takeDisturbance(run: ArrayRun): Record<string, Float64Array> {
  const { disturbance } = run
  run.disturbance = undefined
  return disturbance === undefined ? {} : { disturbance }
}

/** State planes by quantity name, copied. */
export function statePlanes(run: ArrayRun): Record<string, Float64Array> {
  return Object.fromEntries(
    run.spec.model.states.map((state, s) => [`state-${state.name}`, run.states[s]!.slice()]),
  )
}
