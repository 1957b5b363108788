import { parseQuantity } from '../../../arrays/config/quantity.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { MatrixArrayOptions } from '../../../scenarios/matrix/matrix-settings.ts'
import { CELL_MAPS, type CellMap } from '../../../scenarios/matrix/tiles.ts'
import { ACCESS_KINDS, type AccessKind, accessSettings } from './access-settings.ts'
import {
  choiceFlag,
  countFlag,
  type Flag,
  type FlagValues,
  listFlag,
  quantityFlag,
  sizeFlag,
  switchFlag,
  textFlag,
} from './flags.ts'
import { keyValuePairs } from './key-value-pairs.ts'
import { deviceNames } from './known-names.ts'

const share = (name: string, what: string): Amount =>
  quantityFlag(name, '1', { describe: `Share of the cells that are stuck ${what}, 0 to 1`, otherwise: '0' })
const bits = (name: string, what: string): Amount =>
  countFlag(name, { describe: `Bits of ${what}`, otherwise: 'none' })

type Text = Flag<string | undefined>
type Amount = Flag<number | undefined>
type Choice<Words extends string> = Flag<Words | undefined>

/** Flags of a matrix by name. */
export type MatrixFlags = Readonly<
  Record<'device' | 'adc-range', Text> &
    Record<
      | 'low'
      | 'high'
      | 'read'
      | 'wire'
      | 'weight-bits'
      | 'slices'
      | 'dac-bits'
      | 'adc-bits'
      | 'spread'
      | 'stuck-low'
      | 'stuck-high'
      | 'stuck-open'
      | 'stuck-short'
      | 'drift'
      | 'drift-spread'
      | 'read-noise'
      | 'seed'
      | 'weight-range'
      | 'input-range',
      Amount
    > & {
      readonly map: Choice<CellMap>
      readonly network: Choice<'crossbar' | 'isolated'>
      readonly access: Choice<AccessKind>
      readonly set: Flag<string[]>
      readonly tile: Flag<readonly [number, number] | undefined>
      readonly 'adc-per': Choice<'pair' | 'column'>
      readonly levels: Choice<'odd' | 'even'>
      readonly stream: Flag<boolean>
    }
>

/** Flags that say what a matrix is written into and how it is read. */
export const MATRIX_FLAGS: MatrixFlags = {
  device: textFlag(
    'device',
    {
      describe:
        'Device of the cells, on its potentiation curve: a name as sneakpath list gives it, or a device file',
      otherwise: 'ohmic cells',
    },
    deviceNames,
  ),
  low: quantityFlag('low', 'S', {
    describe: 'Conductance of the smallest weight',
    otherwise: '1 uS; low end of the device',
  }),
  high: quantityFlag('high', 'S', {
    describe: 'Conductance of the largest weight',
    otherwise: '100 uS; high end of the device',
  }),
  map: choiceFlag('map', CELL_MAPS, { describe: 'How a weight is held', otherwise: 'pairs' }),
  read: quantityFlag('read', 'V', {
    describe: 'Volts of the largest input',
    otherwise: '0.2 V; that of the paper of the device',
  }),
  wire: quantityFlag('wire', 'ohm', { describe: 'Resistance of each wire segment', otherwise: '0' }),
  network: choiceFlag('network', ['crossbar', 'isolated'], {
    describe: 'Crossbars, or every cell at the volts of its driver',
    otherwise: 'crossbar',
  }),
  access: choiceFlag('access', ACCESS_KINDS, {
    describe: 'Element in series with every device; gates are on',
    otherwise: 'none',
  }),
  set: listFlag('KEY=VALUE: a parameter of the access element, selector.scale=0.05; repeatable'),
  tile: sizeFlag('tile', {
    describe: 'Most word lines and bit lines of one crossbar, WORDxBIT',
    otherwise: '128x128',
  }),
  'weight-bits': bits('weight-bits', '|weight|'),
  slices: countFlag('slices', {
    describe: 'Groups of weight bits on cells of their own; needs --weight-bits',
    otherwise: '1',
  }),
  'dac-bits': bits('dac-bits', 'the converters of inputs'),
  'adc-bits': bits('adc-bits', 'the converters of outputs'),
  'adc-range': textFlag('adc-range', {
    describe: 'Largest current of the ADC: auto, auto:99.9% (a quantile), or amperes',
    otherwise: 'auto',
  }),
  'adc-per': choiceFlag('adc-per', ['pair', 'column'], {
    describe: 'What the ADC of pairs sees',
    otherwise: 'pair',
  }),
  levels: choiceFlag('levels', ['odd', 'even'], {
    describe: 'Signed converters with zero, or with one level more and without it',
    otherwise: 'odd',
  }),
  stream: switchFlag('Inputs come bit by bit; needs --dac-bits'),
  spread: quantityFlag('spread', '1', {
    describe: 'Each conductance times exp(SPREAD n), n a standard normal number',
    otherwise: '0',
  }),
  'stuck-low': share('stuck-low', 'at the low conductance'),
  'stuck-high': share('stuck-high', 'at the high conductance'),
  'stuck-open': share('stuck-open', 'open'),
  'stuck-short': share('stuck-short', 'short, 0.1 S'),
  drift: quantityFlag('drift', 's', {
    describe: 'Time since the weights were written, in which cells forget as their device does',
    otherwise: '0',
  }),
  'drift-spread': quantityFlag('drift-spread', '1', {
    describe: 'Each cell forgets exp(SPREAD n) times as fast; needs --drift',
    otherwise: '0',
  }),
  'read-noise': quantityFlag('read-noise', '1', {
    describe: 'Current noise of each cell over (high - low) times its volts',
    otherwise: '0',
  }),
  seed: countFlag('seed', { describe: 'Seed of all random numbers', otherwise: '1' }),
  'weight-range': quantityFlag('weight-range', '1', {
    describe: 'Largest |weight|; beyond it weights clip',
    otherwise: 'the largest that there is',
  }),
  'input-range': quantityFlag('input-range', '1', {
    describe: 'Largest |input|; beyond it inputs clip',
    otherwise: 'the largest that there is',
  }),
}

/** The options that were given; what was not stays with the library. */
export function matrixOptions(flags: FlagValues<MatrixFlags>): MatrixArrayOptions {
  const pairs = keyValuePairs('set', flags.set)
  const [access] = accessSettings([flags.access ?? 'none'], pairs)
  const stuck = {
    low: flags['stuck-low'],
    high: flags['stuck-high'],
    open: flags['stuck-open'],
    short: flags['stuck-short'],
  }
  const { device, low, high, map, read, wire, network, tile, slices, levels, spread, seed } = flags
  return given({
    device,
    low,
    high,
    map,
    read,
    wire,
    network,
    access,
    tile,
    weightBits: flags['weight-bits'],
    slices,
    dacBits: flags['dac-bits'],
    adcBits: flags['adc-bits'],
    adcRange: adcRange(flags['adc-range']),
    adcPer: flags['adc-per'],
    levels,
    stream: flags.stream ? true : undefined,
    spread,
    stuck: Object.values(stuck).every(one => one === undefined) ? undefined : given(stuck),
    driftSeconds: flags.drift,
    driftSpread: flags['drift-spread'],
    readNoise: flags['read-noise'],
    seed,
    weightRange: flags['weight-range'],
    inputRange: flags['input-range'],
  })
}

function adcRange(text: string | undefined): MatrixArrayOptions['adcRange'] | undefined {
  if (text === undefined || /^auto/.test(text)) return text as 'auto' | undefined
  const place = { file: '--adc-range' }
  const amps = parseQuantity(text, 'A', place)
  if (amps > 0) return amps
  throw new ConfigError(place, JSON.stringify(text), 'auto, auto:99.9% or a current above 0 A')
}

type Given<T> = { readonly [Name in keyof T]: Exclude<T[Name], undefined> }

/** Without what was not given. */
export function given<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>
}
