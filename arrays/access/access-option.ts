import { OptionError } from '../errors.ts'
import type { PlaneLike } from '../plane.ts'
import { asPlane } from '../plane.ts'
import { ACCESS_DEFAULTS } from './access-defaults.ts'
import type { AccessSpec } from './access-spec.ts'
import type { Diodes } from './diode.ts'
import type { OneSidedSelectors } from './one-sided-selector.ts'
import type { Transistors } from './transistor.ts'

/** An element in series with every device, as a user of the library says it; what is left out has the value of ACCESS_DEFAULTS. All SI. */
export type AccessOption =
  | { readonly kind: 'none' }
  /** One number or a plane, at least 0 ohm. */
  | { readonly kind: 'resistor'; readonly ohms: PlaneLike }
  | { readonly kind: 'selector'; readonly saturation?: number; readonly scale?: number }
  | ({ readonly kind: 'oneSidedSelector' } & Partial<OneSidedSelectors>)
  | ({ readonly kind: 'diode' } & Partial<Diodes>)
  | ({
      readonly kind: 'transistor'
      /** One number, one for each word line, or a plane. */
      readonly gateVolts?: PlaneLike | readonly number[]
    } & Partial<Omit<Transistors, 'gateVolts'>>)

/** Keys of each kind; those of numbers that have to be above 0 are told from the others by the value here. */
const KEYS: Readonly<
  Record<AccessOption['kind'], Readonly<Record<string, 'above 0' | 'a number' | 'other'>>>
> = {
  none: {},
  resistor: { ohms: 'other' },
  selector: { saturation: 'above 0', scale: 'above 0' },
  oneSidedSelector: { saturation: 'above 0', scale: 'above 0', leakage: 'above 0', towards: 'other' },
  diode: {
    saturation: 'above 0',
    ideality: 'above 0',
    temperature: 'above 0',
    breakdown: 'above 0',
    breakdownCurrent: 'above 0',
    towards: 'other',
  },
  transistor: {
    side: 'other',
    gateVolts: 'other',
    threshold: 'a number',
    transconductance: 'above 0',
    offCurrent: 'above 0',
  },
}

/**
 * The access element of an array with all its parameters.
 * @param size [word lines, bit lines]
 * @throws RangeError for an unknown kind, key or side, a number that cannot be, a plane of another size
 */
export function accessSpec(given: AccessOption, size: readonly [number, number]): AccessSpec {
  const option = Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined),
  ) as unknown as AccessOption
  checkKeys(option)
  switch (option.kind) {
    case 'none':
      return option
    case 'resistor': {
      const ohms = planeValues(option.ohms, size, 'access.ohms')
      const wrong = ohms.find(value => !(value >= 0 && value < Number.POSITIVE_INFINITY))
      if (wrong !== undefined) throw new OptionError('access.ohms', String(wrong), 'numbers of at least 0')
      return { kind: 'resistor', ohms }
    }
    case 'selector':
      return { ...ACCESS_DEFAULTS.selector, ...option }
    case 'oneSidedSelector':
      return { ...ACCESS_DEFAULTS.oneSidedSelector, ...option }
    case 'diode':
      return { ...ACCESS_DEFAULTS.diode, ...option }
    case 'transistor': {
      const { gateVolts = ACCESS_DEFAULTS.transistor.gateVolts } = option
      return { ...ACCESS_DEFAULTS.transistor, ...option, gateVolts: gatePlane(gateVolts, size) }
    }
    default:
      return option satisfies never
  }
}

/** Gate volts of every cell, from one for all, one for each word line, or a plane. */
export function gatePlane(
  volts: PlaneLike | readonly number[],
  size: readonly [number, number],
): Float64Array {
  const [rows, columns] = size
  const values = isList(volts) ? ofLines(volts, rows, columns) : planeValues(volts, size, 'access.gateVolts')
  const all = values.length === 1 ? new Float64Array(rows * columns).fill(values[0]) : values
  const wrong = all.find(value => !Number.isFinite(value))
  if (wrong !== undefined) throw new OptionError('access.gateVolts', String(wrong), 'finite numbers of volts')
  return all
}

function isList(volts: PlaneLike | readonly number[]): volts is readonly number[] {
  return Array.isArray(volts) && volts.every(value => typeof value === 'number')
}

function ofLines(volts: readonly number[], rows: number, columns: number): Float64Array {
  if (volts.length !== rows) {
    throw new OptionError(
      'access.gateVolts',
      `${volts.length} values`,
      `one, ${rows} (one for each word line) or a plane of ${rows} x ${columns}`,
    )
  }
  return Float64Array.from({ length: rows * columns }, (_, k) => volts[Math.floor(k / columns)])
}

function planeValues(value: PlaneLike, size: readonly [number, number], name: string): Float64Array {
  return typeof value === 'number' ? Float64Array.of(value) : asPlane(value, size, name).data
}

function checkKeys(option: AccessOption): void {
  const keys = Object.hasOwn(KEYS, option.kind) ? KEYS[option.kind] : undefined
  if (keys === undefined) {
    throw new OptionError('access', `kind "${option.kind}"`, `one of ${Object.keys(KEYS).join(', ')}`)
  }
  for (const [key, value] of Object.entries(option)) {
    if (key === 'kind') continue
    const expected = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (expected === undefined) {
      const known = Object.keys(keys).join(', ')
      throw new OptionError(
        'access',
        `the unknown key "${key}" of kind "${option.kind}"`,
        known === '' ? 'none' : known,
      )
    }
    const low = expected === 'above 0' ? 0 : Number.NEGATIVE_INFINITY
    if (expected !== 'other' && !(Number.isFinite(value) && Number(value) > low))
      throw new OptionError(
        `access.${key}`,
        String(value),
        expected === 'above 0' ? 'a number above 0' : 'a finite number',
      )
    if ((key === 'side' || key === 'towards') && value !== 'word' && value !== 'bit')
      throw new OptionError(`access.${key}`, JSON.stringify(value), '"word" or "bit"')
  }
}
