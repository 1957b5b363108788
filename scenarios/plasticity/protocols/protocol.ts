import type { PlasticDevice } from '../specimens/plastic-device.ts'

/** Quantity of an axis. */
export interface Axis {
  /** "interval", "current"; lower case, no comma. */
  readonly label: string
  /** SI unit, "1" for a ratio, "%". */
  readonly unit: string
  readonly log?: boolean
  /** A log axis goes no deeper than so many decades below the largest value: where a curve crosses zero it has no end. */
  readonly decades?: number
}

/** One line of a panel. */
export interface Curve {
  readonly name: string
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Name of the curve that this one is fitted to; it has a value wherever that one has. */
  readonly fits?: string
}

/** One picture: curves over common axes. */
export interface Panel {
  /** Stem of its files, "ppf". */
  readonly name: string
  readonly title: string
  readonly x: Axis
  readonly y: Axis
  readonly curves: readonly Curve[]
}

/** One number that a protocol finds. */
export interface ProtocolFigure {
  readonly value: number
  readonly unit: string
  readonly title: string
}

export interface ProtocolResult {
  readonly panels: readonly Panel[]
  readonly figures: Readonly<Record<string, ProtocolFigure>>
  readonly warnings?: readonly string[]
}

interface SettingBase {
  /** SI unit, "1" for a pure number. */
  readonly unit: string
  readonly meaning: string
  /** Ends that are allowed; a "count" is whole besides. */
  readonly range: readonly [number, number]
}

/** A setting that a user may change: a number, a whole number or a list of numbers. */
export type Setting = SettingBase &
  (
    | { readonly kind: 'number' | 'count'; readonly value: number }
    | { readonly kind: 'list'; readonly value: readonly number[] }
  )

export type SettingValue = number | readonly number[]

/** A published experiment on one device, for any device and any cell of any array. */
export interface Protocol {
  /** Name on the command line, "ppf". */
  readonly name: string
  /** Other names of the same experiment. */
  readonly aliases: readonly string[]
  readonly title: string
  readonly about: string
  /** Settings, with the values for a device: its own pulses. */
  settings(device: PlasticDevice): Readonly<Record<string, Setting>>
  /** @param values one for each setting */
  run(device: PlasticDevice, values: Readonly<Record<string, SettingValue>>): ProtocolResult
}

type Values<S extends Readonly<Record<string, Setting>>> = {
  readonly [Name in keyof S]: S[Name] extends { readonly kind: 'list' } ? readonly number[] : number
}

/** Declares a protocol, with the types of its values taken from its settings. */
export function defineProtocol<S extends Readonly<Record<string, Setting>>>(protocol: {
  readonly name: string
  readonly aliases?: readonly string[]
  readonly title: string
  readonly about: string
  readonly settings: (device: PlasticDevice) => S
  readonly run: (device: PlasticDevice, values: Values<S>) => ProtocolResult
}): Protocol {
  return {
    aliases: [],
    ...protocol,
    run: (device, values) => protocol.run(device, values as Values<S>),
  }
}

const POSITIVE: readonly [number, number] = [Number.MIN_VALUE, 1e12]
const FROM_ZERO: readonly [number, number] = [0, 1e12]
const ANY: readonly [number, number] = [-1e12, 1e12]

type NumberSetting = SettingBase & { readonly kind: 'number' | 'count'; readonly value: number }
type ListSetting = SettingBase & { readonly kind: 'list'; readonly value: readonly number[] }

/** An amplitude in the unit of what drives the device. */
export function levelSetting(device: PlasticDevice, value: number, meaning: string): NumberSetting {
  return { kind: 'number', unit: device.driveUnit, value, meaning, range: ANY }
}

export function levelList(device: PlasticDevice, value: readonly number[], meaning: string): ListSetting {
  return { kind: 'list', unit: device.driveUnit, value: value.map(round), meaning, range: ANY }
}

/** A duration that must not be 0, s. */
export function widthSetting(value: number, meaning = 'duration of a pulse'): NumberSetting {
  return { kind: 'number', unit: 's', value, meaning, range: POSITIVE }
}

/** A pause, s; 0 is allowed. */
export function pauseSetting(
  value: number,
  meaning = 'end of a pulse to the start of the next',
): NumberSetting {
  return { kind: 'number', unit: 's', value, meaning, range: FROM_ZERO }
}

export function countSetting(value: number, meaning: string): NumberSetting {
  return { kind: 'count', unit: '1', value, meaning, range: [1, 1e6] }
}

/** A list of positive numbers. */
export function listSetting(unit: string, value: readonly number[], meaning: string): ListSetting {
  return { kind: 'list', unit, value: value.map(round), meaning, range: POSITIVE }
}

/** A number with a range of its own. */
export function numberSetting(
  unit: string,
  value: number,
  range: readonly [number, number],
  meaning: string,
): NumberSetting {
  return { kind: 'number', unit, value, meaning, range }
}

/** A number as it stands in a title: four digits. */
export function plain(value: number): string {
  return String(Number(value.toPrecision(4)))
}

/** Defaults are products, and 0.2 * 0.05 should read 0.01. */
function round(value: number): number {
  return Number(value.toPrecision(12))
}

/**
 * A time constant; where the times that it was fitted to do not determine it, its title says so: it is longer than all of them, or shorter
 * than the first, so that nothing of the decay was seen.
 * @param from first time after the start of the decay, s
 * @param to last one, s
 */
export function tauFigure(
  value: number,
  { from, to }: { readonly from: number; readonly to: number },
  what: string,
): ProtocolFigure {
  if (value > to) return { value, unit: 's', title: `${what}; not determined over ${plain(to)} s` }
  if (value < from) {
    return { value, unit: 's', title: `${what}; not determined by times from ${plain(from)} s on` }
  }
  return { value, unit: 's', title: what }
}
