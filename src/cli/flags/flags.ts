import { expectedName } from '../../../arrays/config/did-you-mean.ts'
import { parseQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError, type Place } from '../../../arrays/errors.ts'

/** A flag of a command. The project reads its text, since yargs makes NaN of "abc" and loses the class of errors. */
export interface Flag<T> {
  readonly kind: 'switch' | 'value' | 'list'
  readonly describe: string
  /** Default, as --help prints it. */
  readonly otherwise: string
  /** Words that it takes. */
  readonly choices?: readonly string[]
  /** Words that shell completion offers where there are no choices. @param words without a flag on the command line, after the command */
  readonly complete?: (words: readonly string[]) => readonly string[] | Promise<readonly string[]>
  /** Works, but stands in no help: a flag of an older form of the command. */
  readonly hidden?: boolean
  /** The value of what yargs found: a text, a list of texts, true or false, or undefined where it was not given. */
  read(given: unknown): T
}

/** The values of the flags of a command, by name. */
export type FlagValues<Flags extends Readonly<Record<string, Flag<unknown>>>> = {
  readonly [Name in keyof Flags]: ReturnType<Flags[Name]['read']>
}

interface FlagText {
  readonly describe: string
  /** Default, as --help prints it. */
  readonly otherwise: string
}

/**
 * A flag that takes one text.
 * @param complete words that shell completion offers
 */
export function textFlag(
  name: string,
  help: FlagText,
  complete?: Flag<unknown>['complete'],
): Flag<string | undefined> {
  const flag = valueFlag(name, help, text => text)
  return complete === undefined ? flag : { ...flag, complete }
}

/** Flags that work and stand in no help. */
export function hideFlags<Flags extends Readonly<Record<string, Flag<unknown>>>>(flags: Flags): Flags {
  return Object.fromEntries(
    Object.entries(flags).map(([name, flag]) => [name, { ...flag, hidden: true }]),
  ) as Flags
}

/** A flag that takes one of a few words. */
export function choiceFlag<const Choice extends string>(
  name: string,
  choices: readonly Choice[],
  help: FlagText,
): Flag<Choice | undefined> {
  const describe = `${help.describe}: ${choices.join(', ')}`
  const flag = valueFlag(name, { ...help, describe }, (text, place) => {
    const choice = choices.find(known => known === text)
    if (choice !== undefined) return choice
    throw new ConfigError(place, JSON.stringify(text), expectedName(text, choices))
  })
  return { ...flag, choices }
}

/**
 * A flag that takes a quantity of at least 0: a number, or a text with a unit. SI.
 * @param unit as in readQuantity
 */
export function quantityFlag(name: string, unit: string, help: FlagText): Flag<number | undefined> {
  return valueFlag(name, help, (text, place) => {
    const number = parseQuantity(text, unit, place)
    if (number >= 0) return number
    throw new ConfigError(place, JSON.stringify(text), `0 ${unit} or more`)
  })
}

/** A flag that takes a share: a number above 0 and below 1. */
export function shareFlag(name: string, help: FlagText): Flag<number | undefined> {
  return valueFlag(name, help, (text, place) => {
    const share = Number(text)
    if (share > 0 && share < 1) return share
    throw new ConfigError(place, JSON.stringify(text), 'a number above 0 and below 1, such as 1e-9')
  })
}

/** A flag that takes a whole number from 0. */
export function countFlag(name: string, help: FlagText): Flag<number | undefined> {
  return valueFlag(name, help, (text, place) => {
    if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
    throw new ConfigError(place, JSON.stringify(text), 'a whole number from 0')
  })
}

/** A flag that takes the size of an array: lines of a square one, or WORD LINESxBIT LINES. */
export function sizeFlag(name: string, help: FlagText): Flag<readonly [number, number] | undefined> {
  return valueFlag(name, help, (text, place) => {
    const [, rows, columns = rows] = /^([1-9]\d{0,4})(?:x([1-9]\d{0,4}))?$/.exec(text) ?? []
    if (rows !== undefined) return [Number(rows), Number(columns)]
    throw new ConfigError(place, JSON.stringify(text), '32, or 32x16 for word lines x bit lines')
  })
}

/** A flag that takes a cell: WORD LINE,BIT LINE, counted from 0. */
export function cellFlag(name: string, help: FlagText): Flag<readonly [number, number] | undefined> {
  return valueFlag(name, help, (text, place) => {
    const [, row, column] = /^(\d{1,5}),(\d{1,5})$/.exec(text) ?? []
    if (row !== undefined && column !== undefined) return [Number(row), Number(column)]
    throw new ConfigError(place, JSON.stringify(text), '0,31: word line and bit line, counted from 0')
  })
}

/** A flag that is there or not. */
export function switchFlag(describe: string): Flag<boolean> {
  return { kind: 'switch', describe, otherwise: 'false', read: given => given === true }
}

/** A flag that may be given again and again, one text each time. */
export function listFlag(describe: string): Flag<string[]> {
  return { kind: 'list', describe, otherwise: 'none', read: given => (given as string[] | undefined) ?? [] }
}

function valueFlag<T>(
  name: string,
  { describe, otherwise }: FlagText,
  parse: (text: string, place: Place) => T,
): Flag<T | undefined> {
  return {
    kind: 'value',
    describe,
    otherwise,
    read: given => {
      if (given === undefined) return undefined
      const place = { file: `--${name}` }
      if (given === '') throw new ConfigError(place, 'an empty text', 'a value')
      return parse(String(given), place)
    },
  }
}
