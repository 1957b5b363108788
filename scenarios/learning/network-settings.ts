import type { AccessName } from '../../arrays/access/access-defaults.ts'
import { type AccessOption, accessSpec } from '../../arrays/access/access-option.ts'
import { OptionError } from '../../arrays/errors.ts'
import type { WriteBias } from './training-device.ts'

/** Everything that decides how a network of cells is built and trained. Lengths in cells, SI. */
export interface NetworkSettings {
  /** Name of a training device. */
  readonly device: string
  /** Hidden neurons of each layer between inputs and outputs; none is a single layer. */
  readonly hidden: readonly number[]
  /** A weight is the difference of a pair of cells, or of one cell and a reference cell in the middle of the range. */
  readonly cells: 'pair' | 'reference'
  /** Largest weight of each layer in magnitude: a cell (pair) moved from one end of the range to the other. */
  readonly ranges: readonly number[]
  /** Weights at the start: normal of deviation 1/sqrt(inputs), or uniform over this share of the range. */
  readonly start: 'normal' | number
  readonly seed: number

  readonly epochs: number
  /** Patterns of an epoch, drawn without replacement as long as there are enough; 0 is all of the data. */
  readonly patterns: number
  readonly batch: number
  /** Learning rate: change of a weight for a unit of mean gradient. */
  readonly rate: number
  /** The rate falls to this share of itself over the epochs, geometrically. */
  readonly rateEnd: number
  /** Pulses in proportion to the gradient, or one pulse where its magnitude is above `threshold`. */
  readonly update: 'proportional' | 'sign'
  readonly threshold: number
  /** How fractions of a pulse are rounded; 'none' lets fractions through (no steps). */
  readonly rounding: 'random' | 'nearest' | 'none'
  /** Most pulses of one cell in one update. */
  readonly mostPulses: number
  /** Array that gradients are written into; see applyRule. */
  readonly rule: 'direct' | 'tiki-taka' | 'mixed-precision'
  /** Tiki-Taka: updates from one transfer to the next, rows that it takes (0 is all) and its learning rate. */
  readonly transferEvery: number
  readonly transferRows: number
  readonly transferRate: number
  /** Each cell gets its own pulses, or what comes of random pulses that coincide on its lines. */
  readonly writing: 'cells' | 'outer-product'
  /** Time slots in which the pulses of one pattern may coincide. */
  readonly slots: number
  /** Bias of unselected lines meanwhile. */
  readonly writeBias: WriteBias
  /** Element in series with every device while it is written; its update curve is taken through it. Reads pass by it. */
  readonly access: AccessName | AccessOption

  /**
   * Steps along the device's curve, or with this curvature over the same range in both directions: the exponent at its end,
   * 0 is equal steps.
   */
  readonly nonlinearity: 'device' | number
  /** Both directions bend as the mean of the two. */
  readonly symmetric: boolean
  /** The low end of the range is that of the device; false puts it at 0 (an infinite ratio of high to low). */
  readonly finiteRatio: boolean
  /** Standard deviation of a conductance change over the change, for each update of a cell. */
  readonly writeNoise: number
  /** Standard deviation of a conductance from cell to cell, as a factor that stays. */
  readonly variability: number
  /**
   * Further spreads from cell to cell, as exp(spread n), n normal: the size of steps, their ratio up to down (by its square
   * root each), the range above its low end (steps with it), and how fast it forgets.
   */
  readonly stepSpread: number
  readonly asymmetrySpread: number
  readonly rangeSpread: number
  readonly driftSpread: number
  /** Shares of the cells that are stuck at the low and the high end, open (0 S) and short (0.1 S). */
  readonly stuckLow: number
  readonly stuckHigh: number
  readonly stuckOpen: number
  readonly stuckShort: number
  /** Standard deviation of a cell's conductance from read to read over the range. */
  readonly readNoise: number
  /** Bits of the inputs and of the sensed outputs; 0 is analogue. */
  readonly dacBits: number
  readonly adcBits: number
  /** Seconds at rest between the last update of an epoch and its test. */
  readonly driftSeconds: number
  /** Errors are handed back by exact products, or by the arrays read the other way round, with their noise, DAC and ADC. */
  readonly backward: 'digital' | 'arrays'
  /** Seconds that an update takes: those of its pulses, or so many. Cells relax meanwhile; at 0 time stands still. */
  readonly updateSeconds: 'pulses' | number
  /** Cells on selected lines feel half the amplitude (V/2 scheme). */
  readonly halfSelect: boolean

  /** ideal: no wires; exact: effective matrix of the crossbars; solve: every pattern as a network. */
  readonly reading: 'ideal' | 'exact' | 'solve'
  /** Ohms of each wire segment. */
  readonly wireOhms: number
  /** Largest crossbar, word lines x bit lines; layers are tiled. */
  readonly tile: readonly [number, number]
  /** The effective matrix is remade where a checked column has moved by more than this share. */
  readonly bound: number
  /** Updates between two checks. */
  readonly checkEvery: number
  /** An input is a voltage up to the read voltage, or the duration of a pulse of that voltage. */
  readonly inputs: 'voltage' | 'width'
  /** Duration of a read, s. */
  readonly readSeconds: number
}

/** An ideal array of the device: only the device's own updates are in it, as in the papers. */
export const DEFAULT_SETTINGS: NetworkSettings = Object.freeze<NetworkSettings>({
  device: 'ec-mof-n',
  hidden: [],
  cells: 'pair',
  ranges: [1],
  start: 'normal',
  seed: 1,
  epochs: 10,
  patterns: 0,
  batch: 100,
  rate: 0.1,
  rateEnd: 1,
  update: 'proportional',
  threshold: 0,
  rounding: 'random',
  mostPulses: 1000,
  rule: 'direct',
  transferEvery: 1,
  transferRows: 0,
  transferRate: 0.1,
  writing: 'cells',
  slots: 31,
  writeBias: 'half',
  access: 'none',
  nonlinearity: 'device',
  symmetric: false,
  finiteRatio: true,
  writeNoise: 0,
  variability: 0,
  stepSpread: 0,
  asymmetrySpread: 0,
  rangeSpread: 0,
  driftSpread: 0,
  stuckLow: 0,
  stuckHigh: 0,
  stuckOpen: 0,
  stuckShort: 0,
  readNoise: 0,
  dacBits: 0,
  adcBits: 0,
  driftSeconds: 0,
  backward: 'digital',
  updateSeconds: 0,
  halfSelect: false,
  reading: 'ideal',
  wireOhms: 1,
  tile: [128, 128],
  bound: 0.01,
  checkEvery: 10,
  inputs: 'voltage',
  readSeconds: 1e-3,
})

/** [lowest, highest, whole numbers only] of every number. */
const LIMITS: { readonly [Name in keyof NetworkSettings]?: readonly [number, number, boolean] } = {
  seed: [0, Number.MAX_SAFE_INTEGER, true],
  epochs: [1, 1e5, true],
  patterns: [0, 1e7, true],
  batch: [1, 1e5, true],
  rate: [0, 1e6, false],
  rateEnd: [1e-6, 1, false],
  threshold: [0, 1e6, false],
  mostPulses: [1, 1e6, true],
  transferEvery: [1, 1e9, true],
  transferRows: [0, 1e5, true],
  transferRate: [0, 1e6, false],
  // One bit of a whole number each.
  slots: [1, 31, true],
  writeNoise: [0, 10, false],
  variability: [0, 1, false],
  stepSpread: [0, 3, false],
  asymmetrySpread: [0, 3, false],
  rangeSpread: [0, 3, false],
  driftSpread: [0, 3, false],
  stuckLow: [0, 1, false],
  stuckHigh: [0, 1, false],
  stuckOpen: [0, 1, false],
  stuckShort: [0, 1, false],
  readNoise: [0, 10, false],
  dacBits: [0, 16, true],
  adcBits: [0, 24, true],
  driftSeconds: [0, 1e12, false],
  wireOhms: [0, 1e9, false],
  bound: [0, 10, false],
  checkEvery: [1, 1e9, true],
  readSeconds: [1e-12, 1e6, false],
}

/** Words that a setting takes. */
const CHOICES: { readonly [Name in keyof NetworkSettings]?: readonly string[] } = {
  cells: ['pair', 'reference'],
  update: ['proportional', 'sign'],
  rule: ['direct', 'tiki-taka', 'mixed-precision'],
  writing: ['cells', 'outer-product'],
  writeBias: ['half', 'third'],
  backward: ['digital', 'arrays'],
  rounding: ['random', 'nearest', 'none'],
  reading: ['ideal', 'exact', 'solve'],
  inputs: ['voltage', 'width'],
}

/**
 * Settings with the defaults filled in.
 * @throws RangeError that names a setting that cannot be
 */
export function resolveSettings(given: Partial<NetworkSettings> = {}): NetworkSettings {
  const settings: NetworkSettings = { ...DEFAULT_SETTINGS, ...given }
  const fail = (name: string, expected: string): never => {
    const found = JSON.stringify(settings[name as keyof NetworkSettings])
    throw new OptionError('network settings', found, expected, name)
  }
  for (const [name, [low, high, whole]] of Object.entries(LIMITS)) {
    const value = settings[name as keyof NetworkSettings] as number
    const fits = value >= low && value <= high && (!whole || Number.isInteger(value))
    if (!fits) fail(name, `${whole ? 'a whole number' : 'a number'} from ${low} to ${high}`)
  }
  for (const [name, words] of Object.entries(CHOICES)) {
    if (!words.includes(settings[name as keyof NetworkSettings] as string)) fail(name, words.join(', '))
  }
  const { hidden, ranges, tile, start } = settings
  if (!hidden.every(size => Number.isInteger(size) && size >= 1 && size <= 1e5))
    fail('hidden', 'whole numbers from 1')
  if (ranges.length !== hidden.length + 1 || !ranges.every(range => range > 0 && Number.isFinite(range)))
    fail('ranges', `${hidden.length + 1} numbers above 0, one for each layer`)
  if (tile.length !== 2 || !tile.every(side => Number.isInteger(side) && side >= 2 && side <= 4096))
    fail('tile', 'word lines x bit lines, 2 to 4096 each')
  const { nonlinearity, updateSeconds } = settings
  if (updateSeconds !== 'pulses' && !(updateSeconds >= 0 && updateSeconds <= 1e12))
    fail('updateSeconds', 'pulses, or seconds from 0')
  if (settings.stuckLow + settings.stuckHigh + settings.stuckOpen + settings.stuckShort > 1)
    fail('stuckLow', 'shares of the cells that are at most 1 together')
  if (settings.rule === 'mixed-precision' && settings.writing === 'outer-product')
    fail('writing', 'cells with mixed precision, which sums gradients digitally')
  if (settings.writing === 'outer-product' && settings.update === 'sign')
    fail('update', 'proportional with pulses that coincide')
  if (nonlinearity !== 'device' && !(Math.abs(nonlinearity) <= 50))
    fail('nonlinearity', 'device, or -50 to 50')
  if (start !== 'normal' && !(start > 0 && start <= 1))
    fail('start', 'normal, or a share of the range from 0 to 1')
  try {
    accessSpec(writeAccess(settings), [1, 1])
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    fail('access', `an access element (${error.message})`)
  }
  return settings
}

/** The element in series with every device, as a group of its parameters. */
export function writeAccess({ access }: Pick<NetworkSettings, 'access'>): AccessOption {
  return typeof access === 'string' ? ({ kind: access } as AccessOption) : access
}
