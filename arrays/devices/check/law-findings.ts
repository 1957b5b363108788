import type { PathLoop } from '../compile-laws.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import type { DeviceModel } from '../model.ts'
import type { SamplePoints } from './sample-points.ts'

/** Property of a law that a user may not have meant. */
export type LawFault = 'not finite' | 'not monotone' | 'not passive'

export interface LawFinding {
  /** "current", "rates.w", "gate". */
  readonly law: string
  readonly fault: LawFault
  /** Share of the sampled points. */
  readonly share: number
  /** The first of them: the drive and the states by name, SI. */
  readonly at: Readonly<Record<string, number>>
  /** The value (or the slope) there. */
  readonly value: number
}

/** A path through a device, and the voltages that it is looked at. */
export interface SampledPath {
  readonly path: 'current' | 'gate'
  readonly loop: PathLoop
  readonly name: string
  readonly volts: Float64Array
  readonly range: readonly [number, number]
}

/** Where a current or its slope has no finite value, falls with the voltage, or flows against it. */
export function pathFindings(
  model: DeviceModel | GatedDeviceModel,
  { path, loop, name, volts }: SampledPath,
  { count, states }: SamplePoints,
  columns: readonly Float64Array[],
  stores: boolean,
): LawFinding[] {
  const [current, slope] = [new Float64Array(count), new Float64Array(count)]
  loop(count, volts, states, columns, current, slope)
  const at = (k: number) => pointAt(model, name, volts, states, k)
  const largest = slope.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  )
  const finite = (k: number): boolean => Number.isFinite(current[k]) && Number.isFinite(slope[k])
  const falls = (k: number): boolean => finite(k) && slope[k] < -1e-12 * largest
  // A law that gives out what it takes in elsewhere: a battery, or a mistake. Nothing is said of cells that store.
  const gives = (k: number): boolean =>
    !stores && finite(k) && current[k] * volts[k] < -1e-12 * largest * volts[k] ** 2
  return [
    ...finding(
      path,
      'not finite',
      count,
      k => !finite(k),
      k => (Number.isFinite(current[k]) ? slope[k] : current[k]),
      at,
    ),
    ...finding(path, 'not monotone', count, falls, k => slope[k], at),
    ...finding(path, 'not passive', count, gives, k => current[k], at),
  ]
}

/** Where a state has no finite rate. */
export function rateFindings(
  model: DeviceModel | GatedDeviceModel,
  drive: string,
  { count, drive: drives, states }: SamplePoints,
  flow: { rates(control: number, x: Float64Array, rates: Float64Array): void },
): LawFinding[] {
  const x = new Float64Array(states.length)
  const rates = new Float64Array(states.length)
  const found = states.map(() => new Float64Array(count))
  for (let k = 0; k < count; k++) {
    for (let s = 0; s < x.length; s++) x[s] = states[s][k]
    flow.rates(drives[k], x, rates)
    for (let s = 0; s < x.length; s++) found[s][k] = rates[s]
  }
  const at = (k: number) => pointAt(model, drive, drives, states, k)
  return model.states.flatMap(({ name }, s) =>
    finding(
      `rates.${name}`,
      'not finite',
      count,
      k => !Number.isFinite(found[s][k]),
      k => found[s][k],
      at,
    ),
  )
}

function finding(
  law: string,
  fault: LawFault,
  count: number,
  holds: (k: number) => boolean,
  value: (k: number) => number,
  at: (k: number) => Record<string, number>,
): LawFinding[] {
  let first = -1
  let found = 0
  for (let k = 0; k < count; k++) {
    if (!holds(k)) continue
    if (first < 0) first = k
    found++
  }
  return first < 0 ? [] : [{ law, fault, share: found / count, at: at(first), value: value(first) }]
}

function pointAt(
  { states: specs }: DeviceModel | GatedDeviceModel,
  name: string,
  volts: Float64Array,
  states: readonly Float64Array[],
  k: number,
): Record<string, number> {
  const values = specs.map((spec, s) => [spec.name, states[s][k]] as const)
  return { [name]: volts[k], ...Object.fromEntries(values) }
}
