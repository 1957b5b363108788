import type { AccessName } from '../../arrays/access/access-defaults.ts'
import { type AccessOption, accessSpec } from '../../arrays/access/access-option.ts'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { describeValue } from '../../arrays/config/describe-value.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { OptionError } from '../../arrays/errors.ts'
import { CELL_MAPS, type CellMap } from './tiles.ts'

/** Shares of the cells that are stuck, 0 to 1 together. */
export interface StuckShares {
  /** At the low and at the high end of the conductances. */
  readonly low?: number
  readonly high?: number
  /** 0 S and 0.1 S. */
  readonly open?: number
  readonly short?: number
}

/** Settings of an array that multiplies a matrix by vectors. SI. */
export interface MatrixArrayOptions {
  /** Name, device file or model; cells are put into states of its potentiation curve. @defaultValue ohmic cells */
  readonly device?: string | DeviceModel | GatedDeviceModel
  /** Conductances of the smallest and the largest weight. @defaultValue 1 uS and 100 uS, or the ends of the device's curve */
  readonly low?: number
  readonly high?: number
  /** @defaultValue 'pairs' */
  readonly map?: CellMap
  /** Volts of the largest input. @defaultValue 0.2, or the read voltage of the device's paper */
  readonly read?: number
  /** Ohms of a wire segment. @defaultValue 0, which is exact */
  readonly wire?: number
  /** A crossbar, or every cell at the volts of its driver. @defaultValue 'crossbar' */
  readonly network?: 'crossbar' | 'isolated'
  /** Element in series with every device; the gates of transistors are on. @defaultValue 'none' */
  readonly access?: AccessOption | AccessName
  /** Most word lines and bit lines of one crossbar. @defaultValue [128, 128] */
  readonly tile?: readonly [number, number]
  /** Bits of |weight|. @defaultValue no rounding */
  readonly weightBits?: number
  /** Groups of bits on cells of their own; they need weightBits. @defaultValue 1 */
  readonly slices?: number
  /** Bits of the converters. @defaultValue none */
  readonly dacBits?: number
  readonly adcBits?: number
  /** Largest current that the ADC takes, A; 'auto' is the largest that comes, 'auto:99.9%' its quantile. @defaultValue 'auto' */
  readonly adcRange?: number | 'auto' | `auto:${string}%`
  /** The ADC of pairs sees their difference, or each column. @defaultValue 'pair' */
  readonly adcPer?: 'pair' | 'column'
  /** Signed converters with zero, or with 2^bits levels without it. @defaultValue 'odd' */
  readonly levels?: 'odd' | 'even'
  /** Inputs come bit by bit; it needs dacBits. @defaultValue false */
  readonly stream?: boolean
  /** Each conductance times exp(spread n), n a standard normal number. @defaultValue 0 */
  readonly spread?: number
  readonly stuck?: StuckShares
  /** Seconds since the weights were written, in which the cells forget as their device does; they need a device. @defaultValue 0 */
  readonly driftSeconds?: number
  /** Each cell forgets exp(driftSpread n) times as fast, n a standard normal number; it needs driftSeconds. @defaultValue 0 */
  readonly driftSpread?: number
  /** Current noise of each cell over (high - low) |volts of the cell|. @defaultValue 0 */
  readonly readNoise?: number
  /** @defaultValue 1 */
  readonly seed?: number
  /** Largest |weight| and |input|; beyond it they clip. @defaultValue the largest that there is */
  readonly weightRange?: number
  readonly inputRange?: number
}

const NAMES: OptionNames<Required<MatrixArrayOptions>> = {
  device: true,
  low: true,
  high: true,
  map: true,
  read: true,
  wire: true,
  network: true,
  access: true,
  tile: true,
  weightBits: true,
  slices: true,
  dacBits: true,
  adcBits: true,
  adcRange: true,
  adcPer: true,
  levels: true,
  stream: true,
  spread: true,
  stuck: true,
  driftSeconds: true,
  driftSpread: true,
  readNoise: true,
  seed: true,
  weightRange: true,
  inputRange: true,
}
const STUCK_NAMES: OptionNames<Required<StuckShares>> = { low: true, high: true, open: true, short: true }

/** Options with their defaults; what depends on the device or the numbers stays open. */
export interface MatrixSettings
  extends Required<
    Pick<
      MatrixArrayOptions,
      | 'map'
      | 'wire'
      | 'network'
      | 'tile'
      | 'slices'
      | 'adcPer'
      | 'levels'
      | 'stream'
      | 'spread'
      | 'driftSeconds'
      | 'driftSpread'
      | 'readNoise'
      | 'seed'
    >
  > {
  readonly access: AccessOption
  readonly stuck: Required<StuckShares>
  readonly adcRange: { readonly amps: number } | { readonly quantile: number }
  readonly weightBits: number | undefined
  readonly dacBits: number | undefined
  readonly adcBits: number | undefined
  readonly weightRange: number | undefined
  readonly inputRange: number | undefined
}

/** [lowest, highest, whole numbers only, the lowest itself is refused]. */
type Limit = readonly [number, number, boolean, boolean]
const BITS: Limit = [1, 24, true, false]
const LIMITS: { readonly [Name in keyof MatrixArrayOptions]?: Limit } = {
  wire: [0, 1e12, false, false],
  weightBits: BITS,
  slices: BITS,
  dacBits: BITS,
  adcBits: BITS,
  spread: [0, 10, false, false],
  driftSeconds: [0, 1e12, false, false],
  driftSpread: [0, 3, false, false],
  readNoise: [0, 1e3, false, false],
  seed: [0, Number.MAX_SAFE_INTEGER, true, false],
  weightRange: [0, Number.MAX_VALUE, false, true],
  inputRange: [0, Number.MAX_VALUE, false, true],
  low: [0, 1e6, false, false],
  high: [0, 1e6, false, true],
  read: [0, 1e6, false, true],
}

const CHOICES: { readonly [Name in keyof MatrixArrayOptions]?: readonly string[] } = {
  map: CELL_MAPS,
  network: ['crossbar', 'isolated'],
  adcPer: ['pair', 'column'],
  levels: ['odd', 'even'],
}

/**
 * Fills in what does not depend on the device or the numbers.
 * @throws RangeError "createMatrixArray: found NAME = VALUE; expected ..."
 */
export function resolveMatrixOptions(options: MatrixArrayOptions): MatrixSettings {
  checkOptionKeys('createMatrixArray', options, NAMES)
  checkOptionKeys('createMatrixArray: stuck', options.stuck, STUCK_NAMES)
  for (const [name, limit] of Object.entries(LIMITS))
    checkNumber(options, name as keyof MatrixArrayOptions, limit)
  for (const [name, words] of Object.entries(CHOICES)) {
    const found = options[name as keyof MatrixArrayOptions]
    if (found !== undefined && !words.includes(found as string))
      throw refused(options, name, words.join(', '))
  }
  const { map = 'pairs', wire = 0, network = 'crossbar', tile = [128, 128], weightBits, slices = 1 } = options
  const { adcPer = 'pair', levels = 'odd', stream = false, spread = 0, readNoise = 0, seed = 1 } = options
  const { driftSeconds = 0, driftSpread = 0 } = options
  const leastColumns = map === 'offset' ? 1 : 2
  const fits = tile.length === 2 && tile.every(side => Number.isInteger(side) && side >= 1 && side <= 65_536)
  if (!fits || tile[1] < leastColumns)
    throw refused(options, 'tile', `word lines x bit lines from 1 x ${leastColumns} with ${map}`)
  if (options.slices !== undefined && weightBits === undefined)
    throw refused(options, 'slices', 'weightBits beside it', 'weightBits')
  if (weightBits !== undefined && weightBits % slices !== 0)
    throw refused(options, 'slices', `a divisor of the ${weightBits} weight bits`)
  if (stream && options.dacBits === undefined)
    throw refused(options, 'stream', 'dacBits beside it', 'dacBits')
  if (driftSpread > 0 && options.driftSeconds === undefined)
    throw refused(options, 'driftSpread', 'driftSeconds beside it', 'driftSeconds')
  if (driftSeconds > 0 && options.device === undefined)
    throw refused(options, 'driftSeconds', 'device beside it, which says how cells forget', 'device')
  if (network === 'isolated' && wire > 0)
    throw refused(options, 'wire', '0 with isolated cells, which have no wires')
  const access = accessOption(options.access)
  if (readNoise > 0 && wire > 0 && access.kind === 'transistor')
    throw refused(
      options,
      'readNoise',
      '0 with transistors on wires: their cells feel the lines against ground',
    )
  return {
    map,
    wire,
    network,
    tile,
    weightBits,
    slices,
    adcPer,
    levels,
    stream,
    spread,
    driftSeconds,
    driftSpread,
    readNoise,
    seed,
    access,
    stuck: stuckShares(options),
    adcRange: adcRange(options),
    dacBits: options.dacBits,
    adcBits: options.adcBits,
    weightRange: options.weightRange,
    inputRange: options.inputRange,
  }
}

/**
 * An access element with its parameters, checked for a tile of one cell.
 * @throws RangeError for an unknown kind or key, or a number that cannot be
 */
export function accessOption(given: AccessOption | AccessName = 'none'): AccessOption {
  const option = (typeof given === 'string' ? { kind: given } : given) as AccessOption
  // Planes are of one crossbar alone, and matrices have several.
  accessSpec(option, [1, 1])
  return option
}

function checkNumber(options: MatrixArrayOptions, name: keyof MatrixArrayOptions, limit: Limit): void {
  const value = options[name]
  if (value === undefined) return
  const [low, high, whole, open] = limit
  const fits =
    typeof value === 'number' &&
    value >= low &&
    value <= high &&
    (!whole || Number.isInteger(value)) &&
    !(open && value === low)
  if (fits) return
  const kind = whole ? 'a whole number' : 'a number'
  throw refused(options, name, open ? `${kind} above ${low}` : `${kind} from ${low} to ${high}`)
}

function stuckShares(options: MatrixArrayOptions): Required<StuckShares> {
  const stuck = { low: 0, high: 0, open: 0, short: 0, ...options.stuck }
  const shares = Object.values(stuck)
  if (!shares.every(share => share >= 0 && share <= 1) || shares.reduce((sum, share) => sum + share, 0) > 1)
    throw new OptionError(
      'createMatrixArray',
      JSON.stringify(stuck),
      'shares of the cells from 0 to 1, together at most 1',
      'stuck',
    )
  return stuck
}

function adcRange(options: MatrixArrayOptions): MatrixSettings['adcRange'] {
  const { adcRange: given = 'auto' } = options
  if (typeof given === 'number') {
    if (given > 0 && given < Infinity) return { amps: given }
  } else if (given === 'auto') return { quantile: 1 }
  else {
    const [, percent] = /^auto:(\d+\.?\d*|\.\d+) ?%$/.exec(given) ?? []
    if (percent !== undefined && Number(percent) > 0 && Number(percent) <= 100)
      return { quantile: Number(percent) / 100 }
  }
  throw refused(options, 'adcRange', 'auto, auto:99.9% or a current above 0 A')
}

/** @param needs option that is expected beside it */
function refused(options: MatrixArrayOptions, name: string, expected: string, needs?: string): OptionError {
  const found = options[name as keyof MatrixArrayOptions]
  return new OptionError('createMatrixArray', describeValue(found), expected, name, needs)
}
