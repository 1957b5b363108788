import type { ArraySpec } from '../crossbar/array-spec.ts'
import type { Drive } from '../crossbar/drive.ts'
import { createEnergyMeter, type EnergyMeter } from '../crossbar/energy-meter.ts'
import { createSolveRecorder, type SolveRecorder } from '../crossbar/solve-log.ts'
import { bringStates } from '../crossbar/states-elsewhere.ts'
import type { StateSpec } from '../devices/model.ts'
import { type AnyArraySpec, isGated } from '../gated/any-array.ts'
import type { GatedArraySpec } from '../gated/gated-array-spec.ts'
import type { GatedPlay } from './gated/gated-play.ts'
import { playOnGated } from './gated/play-on-gated.ts'
import { playOnCrossbar } from './play-on-crossbar.ts'
import type { PlayedArray, PlayedReport } from './played-array.ts'
import type { Frame, ProgramSettings, ReadSample, ReadSettings } from './program.ts'
import type { Trace } from './record/record-request.ts'

/** Common part of the specs of all arrays, of whatever devices. */
export interface PlayedSpec {
  readonly size: readonly [number, number]
  readonly model: { readonly states: readonly StateSpec[] }
  readonly initial: readonly Float64Array[]
}

/** A read, the states that it found, in the model's order, N*M values each, and what it read. */
export interface LastRead extends PlayedReport {
  readonly step: Pick<ReadSettings, 'label' | 'volts' | 'by' | 'bias'>
  readonly states: readonly Float64Array[]
}

/** An array in the middle of a program. */
export interface ArrayRun<D = Drive, Spec extends PlayedSpec = ArraySpec> {
  readonly spec: Spec
  readonly array: PlayedArray<D>
  readonly settings: ProgramSettings
  /** In the model's order, N*M values each. */
  readonly states: readonly Float64Array[]
  /** The same planes, which may be behind: states that move on a GPU stay there until `states` is asked for. */
  readonly held: readonly Float64Array[]
  /** The states as the last write of the program left them; those of now where it has none. */
  afterWrites: readonly Float64Array[]
  /** The latest read step; undefined until there is one. */
  lastRead: LastRead | undefined
  readonly meter: EnergyMeter
  readonly recorder: SolveRecorder
  readonly frames: Frame[]
  readonly reads: ReadSample[]
  /** Records over time. */
  readonly traces: Trace[]
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
}

/** A run of an array of two- or of three-terminal devices. */
export type AnyRun = ArrayRun | ArrayRun<GatedPlay, GatedArraySpec>

export function isGatedRun(run: AnyRun): run is ArrayRun<GatedPlay, GatedArraySpec> {
  return isGated(run.spec)
}

/** An array of two-terminal devices at the start of a program. */
export function createArrayRun(spec: ArraySpec, settings: ProgramSettings): ArrayRun {
  return startRun(spec, playOnCrossbar(spec, settings), settings)
}

/** An array of whatever devices at the start of a program. */
export function createAnyRun(spec: AnyArraySpec, settings: ProgramSettings): AnyRun {
  return isGated(spec)
    ? startRun(spec, playOnGated(spec, settings), settings)
    : createArrayRun(spec, settings)
}

function startRun<D, Spec extends PlayedSpec>(
  spec: Spec,
  array: PlayedArray<D>,
  settings: ProgramSettings,
): ArrayRun<D, Spec> {
  const held = spec.initial.map(x => x.slice())
  return {
    spec,
    array,
    settings,
    held,
    get states() {
      bringStates(held)
      return held
    },
    afterWrites: held,
    lastRead: undefined,
    meter: createEnergyMeter(),
    recorder: createSolveRecorder(),
    frames: [],
    reads: [],
    traces: [],
    time: 0,
    pulses: 0,
    inputs: 0,
    disturbance: undefined,
    worstDisturbance: 0,
    steps: 0,
  }
}

/** Hands the disturbance of the latest write to the frame that shows it. */
export function takeDisturbance(run: {
  disturbance: Float64Array | undefined
}): Record<string, Float64Array> {
  const { disturbance } = run
  run.disturbance = undefined
  return disturbance === undefined ? {} : { disturbance }
}

/** State planes by quantity name, copied. */
export function statePlanes({
  spec,
  states,
}: {
  readonly spec: PlayedSpec
  readonly states: readonly Float64Array[]
}): Record<string, Float64Array> {
  return Object.fromEntries(spec.model.states.map((state, s) => [`state-${state.name}`, states[s].slice()]))
}
