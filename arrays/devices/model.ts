import type { LawNode } from '../law/law-node.ts'
import type { LawUnknown } from '../law/law-unknown.ts'
import type { DeviceDefinition } from './device-definition.ts'
import type { StorageLaws } from './storage-model.ts'

export interface ParameterSpec {
  /** As in the laws. */
  readonly name: string
  /** SI: "S", "V", "s", "1/s", "A", "m2/(V s)"; "1" for a pure number; "eV" where the laws take electronvolts. */
  readonly unit: string
  readonly value: number
  /** The physically possible interval; values outside are refused. */
  readonly range: readonly [number, number]
  readonly meaning: string
  /** The claims it was fitted to ("fit: C01, C02"), its place in the paper, or "assumed; 1 to 4 keeps all claims". */
  readonly source: string
}

/**
 * How a state moves. A relaxation, dx/dt = rate (target - x), depends on nothing but what controls the device and is
 * advanced exactly; any other rate is integrated.
 */
export type StateLaw =
  | { readonly kind: 'relaxation'; readonly rate: LawNode; readonly target: LawNode }
  | { readonly kind: 'rate'; readonly rate: LawNode }

export interface StateSpec {
  readonly name: string
  readonly unit: string
  /** Hard ends: a state stops there, and leaves them when its rate turns. */
  readonly range: readonly [number, number]
  readonly initial: number
  readonly meaning: string
  readonly law: StateLaw
}

/** The law of one path through a device, A and S. */
export interface PathLaw {
  readonly current: LawNode
  /** d current / d v. */
  readonly slope: LawNode
  /** At fixed states current = slope v + constant. */
  readonly linear: boolean
}

/** A train of equal pulses. */
export interface PulseTrain {
  /** V or A, as the device is controlled; signed. */
  readonly amplitude: number
  /** Duration of one pulse, s. */
  readonly width: number
  /** Pulses that cross the range. */
  readonly number: number
}

/** `raise` raises the conductance. */
export interface PulsePair {
  readonly raise: PulseTrain
  readonly lower: PulseTrain
}

export interface MeasuredSteps {
  /** Mean relative standard deviation of a step, where it was measured. */
  readonly spread?: number
}

/** Common part of two- and three-terminal devices. */
export interface DeviceCore {
  /** Name on the command line and in files, "ec-mof-l". */
  readonly name: string
  readonly title: string
  /** The paper that measured the device. */
  readonly citation: string
  readonly states: readonly StateSpec[]
  readonly parameters: readonly ParameterSpec[]
  /** An unknown that is solved inside the cell. */
  readonly unknown?: LawUnknown
  /** Energy that a cell keeps, J. */
  readonly stored?: LawNode
  /** All states relax by what controls the device alone. */
  readonly relaxes: boolean
  /** Read voltage of the paper (V), the default of reads. */
  readonly readVolts: number
  /** Definition that it was made from. */
  readonly definition: DeviceDefinition
  /** The file that it was read from. */
  readonly file?: string
  /** A device with parameters of its own, as a fit makes it: the device, or the path of the device file, whose laws it has. */
  readonly base?: string
  /** Its parameter sets that meet the measurements, by name, SI: what its predictions spread over. */
  readonly ensemble?: readonly Readonly<Record<string, number>>[]
}

/**
 * A two-terminal device as its laws: trees of arithmetic on `v` (word line minus bit line, V), the states, the parameters
 * and, where there is one, the inner unknown.
 */
export interface DeviceModel extends DeviceCore, PathLaw {
  /** A circuit of resistances and capacitors, where its laws are one; it is then advanced exactly under any drive. */
  readonly storage?: StorageLaws
  /** At 0 V a current may flow, which reads leave out. */
  readonly returnsCharge?: true
  /** Voltage pulses that write and erase it, where its definition names both. */
  readonly pulses?: PulsePair
  /** Of a device of measured steps: nothing but its pulses moves it, and programs with others are refused. */
  readonly steps?: MeasuredSteps
  /** Voltages that the paper measured at; outside, results carry a warning. */
  readonly validVolts: readonly [number, number]
}
