import { QUANTITIES, type QuantityName, unitFactor, unitOf } from '../../../arrays/config/column-name.ts'
import { readQuantity, splitQuantity } from '../../../arrays/config/quantity.ts'
import { isSameDimension, readUnit } from '../../../arrays/config/unit.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { MeasuredTable } from './find-table.ts'

/** A column that holds a quantity. */
export interface ChosenColumn {
  readonly quantity: QuantityName
  /** As the file or the flag names it. */
  readonly name: string
  /** From 0. */
  readonly index: number
  /** SI value of 1 in the column; negative where its sign turns. */
  readonly factor: number
  /** Unit of its values: "ms", "V / 50 ohm". */
  readonly unit: string
}

/** One entry of --columns. */
export interface ColumnRequest {
  readonly quantity: QuantityName
  /** As given: a name, a name in quotes, a number from 1, with a sign before it and a unit or a divisor behind it. */
  readonly text: string
}

const PLACE = { file: '--columns' }
const FORM = 'entries such as "time=Time (s), voltage=2, current=-CH2/50ohm"'

/**
 * Reads `--columns`.
 * @throws ConfigError for an unknown quantity, one that stands twice, or an entry without a name
 */
export function readColumnsFlag(text: string): ColumnRequest[] {
  const entries = text.match(/(?:"[^"]*"|[^,"])+/g) ?? []
  const requests = entries.map(entry => {
    const [, key, name] = /^\s*([A-Za-z_ ]+?)\s*=\s*(.*\S)\s*$/.exec(entry) ?? []
    if (key === undefined || name === undefined)
      throw new ConfigError(PLACE, JSON.stringify(entry.trim()), FORM)
    const quantity = key.toLowerCase().replaceAll(' ', '_')
    if (!Object.hasOwn(QUANTITIES, quantity))
      throw new ConfigError(PLACE, JSON.stringify(key), `one of ${Object.keys(QUANTITIES).join(', ')}`)
    return { quantity: quantity as QuantityName, text: name }
  })
  const twice = requests.find(
    (request, k) => requests.findIndex(each => each.quantity === request.quantity) !== k,
  )
  if (twice !== undefined) throw new ConfigError(PLACE, `${twice.quantity} twice`, 'each once')
  if (requests.length === 0) throw new ConfigError(PLACE, 'nothing', FORM)
  return requests
}

/** Whether a line of names holds a column that is asked for by name. */
export function namesColumn(
  names: readonly { readonly text: string; readonly bare: string }[],
  { text }: ColumnRequest,
): boolean {
  return !/^-?\d+$/.test(text) && locate(names, text) !== undefined
}

/**
 * The column that an entry of --columns means.
 * @throws ConfigError where the table has none of that name or number, and for a unit of something else
 */
export function requestedColumn(table: MeasuredTable, { quantity, text }: ColumnRequest): ChosenColumn {
  const { file, headerLine: line, names } = table
  const found = locate(names, text)
  if (found === undefined) {
    const [, bare, strange] = /^(.*?)\s*\[([^[\]]*)\]$/.exec(text) ?? []
    if (bare !== undefined && locate(names, bare) !== undefined)
      throw new ConfigError(
        PLACE,
        `${quantity}=${text}, where ${strange} is no unit`,
        unitForm(quantity, bare),
      )
    const known = names.map((name, k) => (name.text === '' ? k + 1 : `"${name.text}"`)).join(', ')
    throw new ConfigError(
      line === undefined ? { file } : { file, line },
      `no column ${text}`,
      `one of ${known}, or a number from 1 to ${names.length}`,
    )
  }
  const { index, sign, unit: given, by } = found
  const si = QUANTITIES[quantity]
  const unit = given ?? names[index].unit ?? (by === undefined ? si : unitBefore(by, si))
  const factor = by === undefined ? unitFactor(quantity, unit) : scaled(unit, by, si)
  if (factor === undefined) {
    const what = by === undefined ? unit : `${unit}${by.sign}${by.text}`
    throw new ConfigError(PLACE, `${quantity}=${text} in ${what}`, unitForm(quantity, 'NAME'))
  }
  const suffix = by === undefined ? '' : ` ${by.sign} ${by.text}`
  return {
    quantity,
    name: names[index].text || `column ${index + 1}`,
    index,
    factor: sign * factor,
    unit: `${sign < 0 ? '-' : ''}${unit}${suffix}`,
  }
}

const unitForm = (quantity: QuantityName, name: string): string =>
  `a unit of ${quantity.replace('_', ' ')}, such as ${quantity}=${name}[m${QUANTITIES[quantity]}]`

interface Located {
  readonly index: number
  readonly sign: 1 | -1
  readonly unit?: string
  readonly by?: { readonly sign: '/' | '*'; readonly text: string }
}

/** Where a column is: the whole text as a name first, then without its sign, unit and divisor. */
function locate(
  names: readonly { readonly text: string; readonly bare: string }[],
  text: string,
): Located | undefined {
  const indexOf = (name: string): number => {
    const [, quoted] = /^"(.*)"$/.exec(name) ?? []
    if (quoted === undefined && /^\d+$/.test(name))
      return Number(name) <= names.length ? Number(name) - 1 : -1
    const wanted = (quoted ?? name).toLowerCase()
    const exact = names.findIndex(each => each.text.toLowerCase() === wanted)
    return exact !== -1 || wanted === '' ? exact : names.findIndex(each => each.bare.toLowerCase() === wanted)
  }
  for (const sign of [1, -1] as const) {
    if (sign === -1 && !text.startsWith('-')) continue
    const name = sign === 1 ? text : text.slice(1).trim()
    const index = indexOf(name)
    if (index !== -1) return { index, sign }
    const [, bare, unit] = /^(.*?)\s*[[(]([^[\]()]*)[\])]$/.exec(name) ?? []
    if (bare !== undefined && unit !== undefined) {
      const read = unitOf(unit)
      if (read !== undefined && indexOf(bare) !== -1) return { index: indexOf(bare), sign, unit: read }
    }
    const [, root, operator, quantity] = /^(.*\S)\s*([/*])\s*([^/*]+)$/.exec(name) ?? []
    if (root !== undefined && quantity !== undefined && indexOf(root) !== -1)
      return { index: indexOf(root), sign, by: { sign: operator as '/' | '*', text: quantity.trim() } }
  }
  return undefined
}

function scaled(
  unit: string,
  by: { readonly sign: '/' | '*'; readonly text: string },
  si: string,
): number | undefined {
  const parts = splitQuantity(by.text) ?? { number: by.text, unit: '' }
  const size = Number(parts.number)
  if (!Number.isFinite(size) || size === 0) return undefined
  const product =
    parts.unit === '' ? unit : by.sign === '/' ? `${unit}/(${parts.unit})` : `${unit} ${parts.unit}`
  const read = readQuantity(`1 ${product}`, si)
  return 'value' in read ? (by.sign === '/' ? read.value / size : read.value * size) : undefined
}

/** The unit that a column without one has so that it gives the SI unit when it is divided: volts that are divided by ohms. */
function unitBefore({ sign, text }: { readonly sign: '/' | '*'; readonly text: string }, si: string): string {
  const base = readUnit(splitQuantity(text)?.unit ?? '')?.base
  if (base === undefined || base === '1') return si
  const product = readUnit(sign === '/' ? `${si} ${base}` : `${si}/(${base})`)
  return (
    ['V', 'A', 'S'].find(known => product !== undefined && isSameDimension(product, readUnit(known)!)) ?? si
  )
}
