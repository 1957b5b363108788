import { ACCESS_NAMES, type AccessName } from '../../../arrays/access/access-defaults.ts'
import { BIAS_SCHEMES, type BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { choiceFlag, countFlag, type Flag, quantityFlag, sizeFlag, switchFlag, textFlag } from './flags.ts'

/** Flags of an array that runs scenarios or protocols. */
export interface ArrayFlags {
  readonly size: Flag<readonly [number, number] | undefined>
  readonly access: Flag<AccessName | undefined>
  readonly bias: Flag<BiasScheme | undefined>
  readonly wire: Flag<number | undefined>
  readonly seed: Flag<number | undefined>
}

/** @param otherwise what holds where one of them is not given */
export function arrayFlags(otherwise: { readonly [Name in keyof ArrayFlags]: string }): ArrayFlags {
  return {
    size: sizeFlag('size', {
      describe: 'Lines of a square array, or WORDxBIT',
      otherwise: otherwise.size,
    }),
    access: choiceFlag('access', ACCESS_NAMES, {
      describe: 'Element in series with every device',
      otherwise: otherwise.access,
    }),
    bias: choiceFlag('bias', BIAS_SCHEMES, {
      describe: 'Unselected lines of a crossbar',
      otherwise: otherwise.bias,
    }),
    wire: quantityFlag('wire', 'ohm', {
      describe: 'Resistance of each wire segment, ohm',
      otherwise: otherwise.wire,
    }),
    seed: countFlag('seed', { describe: 'Seed of all random numbers', otherwise: otherwise.seed }),
  }
}

/** Flags of what is written and printed. */
export interface OutputFlags {
  readonly out: Flag<string | undefined>
  readonly json: Flag<boolean>
  readonly quiet: Flag<boolean>
  readonly force: Flag<boolean>
}

/** @param folder the folder that is made without --out, "runs/SCENARIO" */
export function outputFlags(folder: string): OutputFlags {
  return {
    out: textFlag('out', {
      describe: 'New folder for the result',
      otherwise: `${folder}, or -2, -3 ... where it exists`,
    }),
    json: switchFlag('Print one JSON document on stdout and nothing else'),
    quiet: switchFlag('Print nothing but warnings and errors'),
    force: switchFlag('Replace an earlier result in the folder of --out'),
  }
}
