import { type AccessOption, accessSpec } from '../access/access-option.ts'
import { checkOptionKeys, type OptionNames } from '../config/check-option-keys.ts'
import { deviceModel } from '../devices/find-device.ts'
import type { DeviceModel } from '../devices/model.ts'
import { OptionError } from '../errors.ts'
import { FLOAT, type LineEnds, VOLTAGE } from '../network/problem.ts'
import { asPlane, type PlaneLike } from '../plane.ts'
import { type ArraySpec, type FaultShares, SHORT_CONDUCTANCE } from './array-spec.ts'
import { drawFaults } from './draw-faults.ts'

/** A source or an opening at one end of all word or all bit lines. */
export type EndOption =
  | 'float'
  | 'driven'
  | {
      readonly ohms: number | readonly number[]
      /** Compliance, A: beyond it the driver is a current source. @defaultValue none */
      readonly limit?: number
    }

/** Fault of a cell: none (null), stuck open, stuck short or stuck at a conductance in S. */
export type StuckCell = null | 'open' | 'short' | number

export interface ArrayOptions {
  /** [word lines, bit lines] */
  readonly size: readonly [number, number]
  /** Name of a device, or a model of one's own. */
  readonly device: string | DeviceModel
  /** By name, SI: one number or a plane of [word lines, bit lines]. */
  readonly parameters?: Readonly<Record<string, PlaneLike>>
  /** Initial states by name: one number or a plane. */
  readonly state?: Readonly<Record<string, PlaneLike>>
  /** Ohms of a segment: one number, or [word lines, bit lines - 1] and [word lines - 1, bit lines]. Default 0, which is exact. */
  readonly wires?: { readonly word?: PlaneLike; readonly bit?: PlaneLike }
  /** Driven ends have a voltage source behind ohms (default 0); default word lines at the left, bit lines at the bottom. */
  readonly left?: EndOption
  readonly right?: EndOption
  readonly top?: EndOption
  readonly bottom?: EndOption
  /** Element in series with every device. @defaultValue none */
  readonly access?: AccessOption
  /** Cell by cell, or shares of the cells that are open and short: which ones follows from their seed. */
  readonly stuck?: readonly (readonly StuckCell[])[] | FaultShares
}

/** Names of the options of an array. */
export const ARRAY_OPTIONS: OptionNames<Required<ArrayOptions>> = {
  size: true,
  device: true,
  parameters: true,
  state: true,
  wires: true,
  left: true,
  right: true,
  top: true,
  bottom: true,
  access: true,
  stuck: true,
}

const FAULT_NAMES: OptionNames<Required<FaultShares>> = { open: true, short: true, seed: true }
const WIRE_NAMES: OptionNames<Required<NonNullable<ArrayOptions['wires']>>> = {
  word: true,
  bit: true,
}

/**
 * Makes an array from plain values.
 * @throws RangeError for a size, name, shape or value that cannot be; ConfigError for an unknown device
 */
export function createArraySpec(options: ArrayOptions): ArraySpec {
  checkOptionKeys('createArraySpec', options, ARRAY_OPTIONS)
  checkOptionKeys('createArraySpec: wires', options.wires, WIRE_NAMES)
  const { size } = options
  const [rows, columns] = size
  for (const lines of size) {
    if (!Number.isInteger(lines) || lines < 1) {
      throw new OptionError('createArraySpec', `size ${rows} x ${columns}`, 'whole numbers of lines from 1')
    }
  }
  const model = typeof options.device === 'string' ? deviceModel(options.device) : options.device
  const count = rows * columns
  return {
    size,
    model,
    parameters: valuesOf(model, 'parameter', options.parameters, size),
    initial: valuesOf(model, 'state', options.state, size).map(values =>
      values.length === count ? values : new Float64Array(count).fill(values[0]),
    ),
    wordWire: wire(options.wires?.word ?? 0, [rows, columns - 1], 'word wires'),
    bitWire: wire(options.wires?.bit ?? 0, [rows - 1, columns], 'bit wires'),
    left: lineEnds(options.left ?? 'driven', rows),
    right: lineEnds(options.right ?? 'float', rows),
    top: lineEnds(options.top ?? 'float', columns),
    bottom: lineEnds(options.bottom ?? 'driven', columns),
    access: accessSpec(options.access ?? { kind: 'none' }, size),
    ...(options.stuck === undefined ? {} : { stuck: stuckPlane(options.stuck, size) }),
  }
}

/** One plane for each parameter or state of a model, in its order; one value where all cells have the same. */
export function valuesOf(
  model: Pick<DeviceModel, 'name' | 'states' | 'parameters'>,
  kind: 'parameter' | 'state',
  given: Readonly<Record<string, PlaneLike>> | undefined,
  size: readonly [number, number],
): Float64Array[] {
  const specs = kind === 'parameter' ? model.parameters : model.states
  const unknown = Object.keys(given ?? {}).find(name => !specs.some(spec => spec.name === name))
  if (unknown !== undefined) {
    throw new OptionError(
      model.name,
      `${kind} "${unknown}"`,
      `one of ${specs.map(spec => spec.name).join(', ')}`,
    )
  }
  return specs.map(spec => {
    const value =
      given?.[spec.name] ?? ('value' in spec ? (spec.value as number) : (spec as { initial: number }).initial)
    const values = typeof value === 'number' ? Float64Array.of(value) : asPlane(value, size, spec.name).data
    const [low, high] = spec.range
    const wrong = values.find(x => !(x >= low && x <= high))
    if (wrong !== undefined) {
      throw new OptionError(model.name, `${kind} ${spec.name} = ${wrong}`, `${low} to ${high} ${spec.unit}`)
    }
    return values
  })
}

/** Ohms of line segments, checked. */
export function wire(ohms: PlaneLike, size: readonly [number, number], name: string): number | Float64Array {
  const values = typeof ohms === 'number' ? Float64Array.of(ohms) : asPlane(ohms, size, name).data
  const wrong = values.find(x => !(x >= 0))
  if (wrong !== undefined) throw new OptionError(name, `${wrong} ohm`, 'at least 0 (Infinity is broken)')
  return typeof ohms === 'number' ? ohms : values
}

const END_NAMES = { ohms: true, limit: true } as const

/** Sources at one end of all lines of a kind, at 0 V. */
export function lineEnds(end: EndOption, lines: number): LineEnds {
  if (typeof end === 'object') checkOptionKeys('createArraySpec: ends', end, END_NAMES)
  const ohms = typeof end === 'object' ? end.ohms : 0
  const list = typeof ohms === 'number' ? new Float64Array(lines).fill(ohms) : Float64Array.from(ohms)
  if (list.length !== lines || list.some(r => !(r >= 0))) {
    throw new OptionError('driver ohms', `[${[...list].join(', ')}]`, `${lines} values of at least 0`)
  }
  const limit = typeof end === 'object' ? end.limit : undefined
  if (limit !== undefined && !(limit > 0))
    throw new OptionError('driver limit', String(limit), 'a current above 0 A')
  return {
    ...(limit === undefined ? {} : { limit: new Float64Array(lines).fill(limit) }),
    kind: new Uint8Array(lines).fill(end === 'float' ? FLOAT : VOLTAGE),
    value: new Float64Array(lines),
    ohms: list,
  }
}

/** N*M siemens of the cells that are stuck, NaN where one works. */
export function stuckPlane(
  stuck: NonNullable<ArrayOptions['stuck']>,
  size: readonly [number, number],
): Float64Array {
  if (!isList(stuck)) {
    checkOptionKeys('stuck', stuck, FAULT_NAMES)
    return drawFaults(stuck, size)
  }
  const rows = stuck.map(row =>
    row.map(cell =>
      cell === null ? Number.NaN : cell === 'open' ? 0 : cell === 'short' ? SHORT_CONDUCTANCE : cell,
    ),
  )
  return asPlane(rows, size, 'stuck').data
}

function isList(stuck: NonNullable<ArrayOptions['stuck']>): stuck is readonly (readonly StuckCell[])[] {
  return Array.isArray(stuck)
}
