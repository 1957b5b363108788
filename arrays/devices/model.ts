import type { StorageLaws } from './storage-model.ts'

/**
 * A law of a device as a plain scalar function: no closures, no objects, no strings, only arithmetic, `if`,
 * Math.exp/log/abs/min/max/pow/sqrt and calls of the functions listed in `DeviceModel.functions`. So the same text
 * runs in the float64 engine and, compiled by gpu.js, on the GPU.
 */
// biome-ignore lint/suspicious/noExplicitAny: the number of arguments differs by device and is checked by name
export type ScalarLaw = (...values: any[]) => number

export interface ParameterSpec {
  /** As in the argument list of the laws. */
  readonly name: string
  /** SI: "S", "V", "s", "1/s", "A"; "1" for a pure number. */
  readonly unit: string
  readonly value: number
  /** The physically possible interval; values outside are refused. */
  readonly range: readonly [number, number]
  readonly meaning: string
  /** The claims it was fitted to ("fit: C01, C02"), its place in the paper, or "assumed; 1 to 4 keeps all claims". */
  readonly source: string
}

export interface StateSpec {
  readonly name: string
  readonly unit: string
  readonly range: readonly [number, number]
  readonly initial: number
  readonly meaning: string
  /** rate(v, ...parameters) in 1/s, at least 0. */
  readonly rate: ScalarLaw
  /** target(v, ...parameters), the value that the state relaxes to at a constant v. */
  readonly target: ScalarLaw
}

/**
 * A two-terminal device. Each state x obeys dx/dt = rate(v) (target(v) - x); the current is current(v, states,
 * parameters) with v = word line minus bit line. Arguments of every law come in declared order: v, then (for the
 * current and its slope) the states, then all parameters. A device that stores charge has besides, in `storage`, what
 * charges its states; their rates then do not depend on v.
 */
export interface DeviceModel {
  /** Name on the command line and in files, "ec-mof-l". */
  readonly name: string
  readonly title: string
  /** The paper that measured the device. */
  readonly citation: string
  readonly states: readonly StateSpec[]
  readonly parameters: readonly ParameterSpec[]
  /** current(v, ...states, ...parameters) in A. */
  readonly current: ScalarLaw
  /** slope(v, ...states, ...parameters) = d current / d v in S. */
  readonly slope: ScalarLaw
  /** What stores charge; its laws agree with `current` and `slope`. */
  readonly storage?: StorageLaws
  /** Scalar functions that the laws call; gpu.js must be told of them. */
  readonly functions: readonly ScalarLaw[]
  /** At fixed states current = g v, plus a constant where charge is stored. */
  readonly linear: boolean
  /** A reaction takes up charge and gives it back: at 0 V a current may flow. Cells with `storage` do that as well. */
  readonly returnsCharge?: true
  /** Voltages that the paper measured at; outside, results carry a warning. */
  readonly validVolts: readonly [number, number]
  /** Read voltage of the paper (V), the default of reads. */
  readonly readVolts: number
  /** A device that was fitted to measurements: the built-in device whose laws it has. */
  readonly base?: string
  /** Its parameter sets that meet the measurements, by name, SI: what its predictions spread over. */
  readonly ensemble?: readonly Readonly<Record<string, number>>[]
}
