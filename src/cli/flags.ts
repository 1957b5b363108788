import type { Options } from 'yargs'
import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { parseQuantity } from '../../arrays/config/quantity.ts'
import { ConfigError, type Place } from '../../arrays/errors.ts'

/** A flag that takes one value; the project reads the text, since yargs makes NaN of "abc". */
export type ValueFlag<T> = Omit<Options, 'coerce'> & { coerce: (given: unknown) => T | undefined }

interface FlagText {
  readonly describe: string
  /** What holds where the flag is not given; stands in --help. */
  readonly otherwise: string
}

/** A flag that takes one text. */
export function textFlag(name: string, help: FlagText): ValueFlag<string> {
  return valueFlag(name, help, text => text)
}

/** A flag that takes one of a few words. */
export function choiceFlag<Choice extends string>(
  name: string,
  choices: readonly Choice[],
  help: FlagText,
): ValueFlag<Choice> {
  const flag = valueFlag(name, help, (text, place) => {
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
export function quantityFlag(name: string, unit: string, help: FlagText): ValueFlag<number> {
  return valueFlag(name, help, (text, place) => {
    const number = parseQuantity(text, unit, place)
    if (number >= 0) return number
    throw new ConfigError(place, JSON.stringify(text), `0 ${unit} or more`)
  })
}

/** A flag that takes a whole number from 0. */
export function countFlag(name: string, help: FlagText): ValueFlag<number> {
  return valueFlag(name, help, (text, place) => {
    if (/^\d+$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text)
    throw new ConfigError(place, JSON.stringify(text), 'a whole number from 0')
  })
}

/** A flag that is there or not. */
export function switchFlag(describe: string): Options & { type: 'boolean'; default: boolean } {
  return { type: 'boolean', describe, default: false }
}

function valueFlag<T>(
  name: string,
  { describe, otherwise }: FlagText,
  parse: (text: string, place: Place) => T,
): ValueFlag<T> {
  return {
    type: 'string',
    describe,
    requiresArg: true,
    defaultDescription: otherwise,
    coerce: given => {
      if (given === undefined) return undefined
      const place = { file: `--${name}` }
      if (given === '') throw new ConfigError(place, 'an empty text', 'a value')
      return parse(String(given), place)
    },
  }
}
