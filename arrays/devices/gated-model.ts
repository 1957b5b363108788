import type { ParameterSpec, ScalarLaw, StateSpec } from './model.ts'

/** The law of one path through a three-terminal device. Arguments in declared order: v, states, parameters. */
export interface TerminalLaw {
  /** current(v, ...states, ...parameters) in A. */
  readonly current: ScalarLaw
  /** slope(v, ...states, ...parameters) = d current / d v in S, at least 0. */
  readonly slope: ScalarLaw
  /** At fixed states current = slope * v + constant. */
  readonly linear: boolean
}

/** A train of equal gate pulses. */
export interface GatePulses {
  /** V or A, as the device is controlled; signed. */
  readonly amplitude: number
  /** Duration of one pulse, s. */
  readonly width: number
  /** Pulses that cross the printed range. */
  readonly number: number
}

/**
 * A three-terminal device: the gate is written, the channel between drain and source is read. Each state x obeys
 * dx/dt = rate(u) (target(u) - x) inside its range and stops at the ends of it (a full host takes no more ions); u is
 * the gate voltage or the gate current. At constant u the step x + (target - x)(1 - exp(-rate dt)), held inside the
 * range, is therefore exact.
 */
export interface GatedDeviceModel {
  /** Name on the command line and in files, "psg-wo3". */
  readonly name: string
  readonly title: string
  /** The paper that measured the device. */
  readonly citation: string
  /** What u is: gate minus source in V, or the current from the gate through its stack to the source in A. */
  readonly control: 'voltage' | 'current'
  /** rate(u, ...parameters) and target(u, ...parameters); a target may lie outside the range of its state. */
  readonly states: readonly StateSpec[]
  readonly parameters: readonly ParameterSpec[]
  /** From drain to source; v = drain minus source. */
  readonly channel: TerminalLaw
  /** From gate to source through the gate stack; v = gate minus source. */
  readonly gate: TerminalLaw
  /** Scalar functions that the laws call; gpu.js must be told of them. */
  readonly functions: readonly ScalarLaw[]
  /** The pulses of the paper: the defaults of write protocols. `raise` raises the conductance. */
  readonly pulses: { readonly raise: GatePulses; readonly lower: GatePulses }
  /** u that the paper applied, V or A; outside, results carry a warning. */
  readonly validControl: readonly [number, number]
  /** Drain-source voltage of reads, V. */
  readonly readVolts: number
  /** As in a two-terminal model. */
  readonly base?: string
  readonly ensemble?: readonly Readonly<Record<string, number>>[]
}
