import { ownValue } from '../own-value.ts'
import { readQuantity } from './quantity.ts'
import { readUnit } from './unit.ts'

/** Quantities of columns, with their SI units. */
export const QUANTITIES = {
  time: 's',
  voltage: 'V',
  current: 'A',
  gate_voltage: 'V',
  gate_current: 'A',
  conductance: 'S',
  pulse: '1',
  direction: '1',
} as const

export type QuantityName = keyof typeof QUANTITIES

/** Names as instruments and people write them, in small letters, without unit, index and the name of the instrument's unit. */
const NAMES: Readonly<Record<QuantityName, RegExp>> = {
  time: /^(time|zeit|temps|tiempo|tempo|tid|t|elapsed[ _]?time|x-axis)$/,
  voltage:
    /^(voltage|volts?|spannung|tension|potential|bias|v|u|e|ewe|[a-d]v|v\d+|v(meas|source|force)?(ch\d)?|drain[ _]?v(oltage)?|v_?ds?)$/,
  current:
    /^(current|amps?|strom|courant|corriente|i|[a-d]i|i\d+|i(meas)?(ch\d)?|im|drain[ _]?i|drain[ _]current|i_?ds?)$/,
  gate_voltage: /^(gate[ _]?v(oltage)?|v_?gs?)$/,
  gate_current: /^(gate[ _]?i|gate[ _]current|i_?gs?)$/,
  conductance: /^(conductance|leitwert|g)$/,
  pulse: /^(pulses?|pulse[ _]?(number|no\.?|#|index)|n)$/,
  direction: /^(direction|polarity|richtung)$/,
}

/** Units as instruments spell them out. */
const SPELLED: Readonly<Record<string, string>> = {
  sec: 's',
  second: 's',
  seconds: 's',
  msec: 'ms',
  usec: 'us',
  volt: 'V',
  volts: 'V',
  amp: 'A',
  amps: 'A',
  ampere: 'A',
  amperes: 'A',
  siemens: 'S',
}

/** A column's name taken apart. */
export interface ColumnName {
  readonly text: string
  /** Without the unit. */
  readonly bare: string
  /** The unit that it ends with. */
  readonly unit?: string
  /** Quantity that it is named after. */
  readonly quantity?: QuantityName
  /** Words that stand where a unit stands and are none. */
  readonly noUnit?: string
  /** 1-based column of its first character in its line. */
  readonly column?: number
}

/**
 * Reads a column's name: `time_s`, `Time (s)`, `Zeit [ms]`, `Ewe/V`, `<I>/mA`, `AV`, `Smu1.Time[1][1]`. A last bracket is a unit
 * only if it holds one.
 */
export function readColumnName(text: string): ColumnName {
  const forms = [
    /^(.*?)\s*\[([^[\]]*)\]$/,
    /^(.*?)\s*\(([^()]*)\)$/,
    /^(.*\S)\s*\/\s*(\S+)$/,
    /^(.*)_([^_]+)$/,
    /^(.*\S),\s*(\S+)$/,
  ]
  let noUnit: { readonly bare: string; readonly unit: string } | undefined
  for (const form of forms) {
    const [, bare, unit] = form.exec(text.trim()) ?? []
    if (bare === undefined || unit === undefined) continue
    const read = unitOf(unit)
    if (read !== undefined) return named(text, bare, read)
    if (/[A-Za-z\u00b5\u03bc\u03a9%]/.test(unit)) noUnit ??= { bare, unit }
  }
  const whole = named(text, text.trim(), undefined)
  const plain = whole.quantity === undefined ? unitOf(text) : undefined
  if (plain !== undefined) return { text, bare: '', unit: plain }
  if (whole.quantity !== undefined || noUnit === undefined) return whole
  const { quantity } = named(text, noUnit.bare, undefined)
  return quantity === undefined ? whole : { text, bare: noUnit.bare, quantity, noUnit: noUnit.unit }
}

/**
 * SI value of 1 in a unit, where it measures the quantity.
 */
export function unitFactor(quantity: QuantityName, unit: string): number | undefined {
  const read = readQuantity(`1 ${unit}`, QUANTITIES[quantity])
  return 'value' in read ? read.value : undefined
}

/** A unit as the law language spells it; undefined for what is none. */
export function unitOf(text: string): string | undefined {
  const trimmed = text.trim()
  const spelled = ownValue(SPELLED, trimmed.toLowerCase())
  if (spelled !== undefined) return spelled
  if (trimmed === '' || /^\d/.test(trimmed)) return undefined
  return readUnit(trimmed) === undefined ? undefined : trimmed
}

/** The quantity that a unit alone speaks for. */
export function quantityOfUnit(unit: string): QuantityName | undefined {
  return (['time', 'voltage', 'current', 'conductance'] as const).find(
    name => unitFactor(name, unit) !== undefined,
  )
}

function named(text: string, bare: string, unit: string | undefined): ColumnName {
  const simple = bare
    .replace(/(\[\d*\]|\(\d*\))+$/, '')
    .replace(/^.*\.(?=[^.])/, '')
    .replaceAll(/[<>|]/g, '')
    .trim()
    .toLowerCase()
  const quantity = (Object.keys(NAMES) as QuantityName[]).find(name => NAMES[name].test(simple))
  return {
    text,
    bare,
    ...(unit === undefined ? {} : { unit }),
    ...(quantity === undefined ? {} : { quantity }),
  }
}
