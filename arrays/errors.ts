import { plainText } from './plain-text.ts'

/** Letters of a part of a message: what stands in a file may be of any length. */
const LONGEST = { file: 300, path: 200, found: 300, expected: 2000 } as const

/** Where in a user's file something is wrong. */
export interface Place {
  /** Path of the file as the user gave it, or the flag ("--wire"). */
  readonly file: string
  /** Path inside the file, "array.cells.conductance[2][1]"; empty for the file as a whole. */
  readonly path?: string
  /** 1-based, where the format knows them. */
  readonly line?: number
  readonly column?: number
}

/**
 * A user's mistake in a file or a flag: one clear line that says where, what was found, what was
 * expected. The command line prints it and exits with 2. The line is one whatever stands in the file: control characters and line
 * breaks are escaped, long texts cut; `place`, `found` and `expected` keep them.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly place: Place
  readonly found: string
  readonly expected: string

  constructor(place: Place, found: string, expected: string) {
    const position =
      place.line === undefined ? '' : `:${place.line}${place.column === undefined ? '' : `:${place.column}`}`
    const path =
      place.path === undefined || place.path === '' ? '' : ` ${plainText(place.path, LONGEST.path)}:`
    super(
      `${plainText(place.file, LONGEST.file)}${position}:${path} found ${plainText(found, LONGEST.found)}; expected ${plainText(expected, LONGEST.expected)}`,
    )
    this.place = place
    this.found = found
    this.expected = expected
  }
}

/** A text that YAML does not allow. */
export class YamlError extends ConfigError {}

/** Why a solve has no answer. */
export type SolverFailure =
  | 'ill-posed'
  | 'conflicting-sources'
  | 'not-converged'
  | 'not-a-number'
  | 'overflow'

/**
 * The network has no answer, or none was reached: what was tried and, where one cell is to blame, its
 * place. The command line exits with 4, or with 2 where the network itself is ill-posed.
 */
export class SolverError extends Error {
  override readonly name = 'SolverError'
  readonly failure: SolverFailure
  /** Word line and bit line of the worst cell, where there is one. */
  readonly cell?: readonly [number, number]

  constructor(failure: SolverFailure, message: string, cell?: readonly [number, number]) {
    super(message)
    this.failure = failure
    if (cell !== undefined) this.cell = cell
  }
}

/**
 * Impossible argument of a public function. The command line says it of the flag, the file or the settings that it came from.
 */
export class OptionError extends RangeError {
  /** The function, or the part of its options: "createMatrixArray", "access.ohms". */
  readonly call: string
  readonly found: string
  readonly expected: string
  /** Name of the option, where one is to blame: "weightBits". */
  readonly option?: string
  /** Name of another option that is expected beside it. */
  readonly needs?: string

  constructor(call: string, found: string, expected: string, option?: string, needs?: string) {
    super(`${call}: found ${named(found, option)}; expected ${expected}`)
    this.call = call
    this.found = found
    this.expected = expected
    if (option !== undefined) this.option = option
    if (needs !== undefined) this.needs = needs
  }

  /** The same as a mistake of the user, in the place that it came from. */
  at(place: Place): ConfigError {
    return new ConfigError(place, named(this.found, this.option), this.expected)
  }
}

function named(found: string, option: string | undefined): string {
  return option === undefined ? found : `${option} = ${found}`
}
