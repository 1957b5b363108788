import type { AccessName } from '../../arrays/access/access-defaults.ts'
import type { AccessOption } from '../../arrays/access/access-option.ts'
import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { BIAS_SCHEMES, type BiasScheme } from '../../arrays/crossbar/bias/index.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { OptionError } from '../../arrays/errors.ts'
import type { NetworkSolution } from '../../arrays/network/problem.ts'
import type { CellLevels } from '../matrix/cell-levels.ts'
import { cellLevels } from '../matrix/device-levels.ts'
import { accessOption } from '../matrix/matrix-settings.ts'
import { spreadTo, type WorstCase, worstCaseRead } from './worst-case-read.ts'

/** Options of read margins. SI. */
export interface SizeMarginOptions {
  /** Name, device file or model. @defaultValue ohmic cells */
  readonly device?: string | DeviceModel | GatedDeviceModel
  /** Conductances of the high- and the low-resistive state. @defaultValue 1 uS and 100 uS, or the ends of the device's curve */
  readonly low?: number
  readonly high?: number
  /** Lines of each kind, ascending. @defaultValue 4, 8, ... 1024 */
  readonly sizes?: readonly number[]
  /** Unselected lines. @defaultValue 'float' */
  readonly bias?: BiasScheme
  /** Element in series with every device. @defaultValue 'none' */
  readonly access?: AccessOption | AccessName
  /** Ohms of a wire segment. @defaultValue 0 */
  readonly wire?: number
  /** Supply, V. @defaultValue 0.2, or the read voltage of the device's paper */
  readonly read?: number
  /** Ohms of the divider. @defaultValue the resistance of the low-resistive state */
  readonly pullUp?: number
}

const NAMES: OptionNames<Required<SizeMarginOptions>> = {
  device: true,
  low: true,
  high: true,
  sizes: true,
  bias: true,
  access: true,
  wire: true,
  read: true,
  pullUp: true,
}

/** Margins of one size. */
export interface MarginPoint {
  readonly size: number
  /** (I_low - I_high)/I_low at a sense end of 0 V; the names are those of the cell's resistance. */
  readonly currentMargin: number
  /** (U_low - U_high)/supply, U across the pull-up resistor between the sense end and ground. */
  readonly voltageMargin: number
  /** 1 - I_cell/I_sense, the cell low resistive, at a sense end of 0 V. */
  readonly sneakShare: number
}

/** Margins that are followed over the size. */
export type MarginName = 'currentMargin' | 'voltageMargin'

/** The largest size that keeps a margin. */
export interface LargestSize {
  /** Lines; 0 where the smallest tested size does not keep it. */
  readonly size: number
  /** Whether it is the largest that was tested, so that larger ones may do. */
  readonly orMore: boolean
}

export interface SizeMargins {
  readonly device: string
  /** Conductances, S. */
  readonly low: number
  readonly high: number
  readonly read: number
  readonly wire: number
  readonly pullUp: number
  readonly bias: BiasScheme
  readonly access: AccessOption
  readonly points: readonly MarginPoint[]
  /** The largest sizes that keep 10 %. */
  readonly largest: Readonly<Record<MarginName, LargestSize>>
  /** Networks that were solved, and their largest Kirchhoff imbalance. */
  readonly solves: number
  readonly residual: number
}

/** Margin that a size has to keep. */
const KEPT_MARGIN = 0.1

const SIZES: readonly number[] = [4, 8, 16, 32, 64, 128, 256, 512, 1024]
const MOST_LINES = 4096

/**
 * Read margins of square arrays by their size, in the worst case: the cell farthest from its driver and its sense end, all
 * others low resistive. The largest size that keeps 10 % is found by bisection between two tested sizes.
 * @param done called after each size
 * @throws RangeError for options that cannot be; SolverError where a network has no answer
 */
export function sizeMargins(options: SizeMarginOptions = {}, done: () => void = () => {}): SizeMargins {
  checkOptionKeys('sizeMargins', options, NAMES)
  const { bias = 'float', wire = 0, sizes = SIZES } = options
  const levels = cellLevels('sizeMargins', options)
  const pullUp = options.pullUp ?? 1 / levels.high
  check(levels, { bias, wire, pullUp, sizes })
  const access = accessOption(options.access)
  const log = { solves: 0, residual: 0 }
  // Margins are smooth in the size: each read starts from the one before with the same sense end.
  const last = new Map<number, { readonly size: number; readonly solution: NetworkSolution }>()
  const read = (worst: Omit<WorstCase, 'cellLow'>) => {
    const { size, senseOhms } = worst
    const before = last.get(senseOhms)
    const start = before && spreadTo(before.solution, before.size, size)
    const low = worstCaseRead({ ...worst, cellLow: true }, start)
    last.set(senseOhms, { size, solution: low.solution })
    const high = worstCaseRead({ ...worst, cellLow: false }, low.solution)
    log.solves += 2
    log.residual = Math.max(log.residual, low.solution.report.residual, high.solution.report.residual)
    return { low, high, difference: low.senseCurrent - high.senseCurrent }
  }
  const worst = { levels, bias, access, wire }
  const bySense = (size: number): Pick<MarginPoint, 'currentMargin' | 'sneakShare'> => {
    const { low, difference } = read({ ...worst, size, senseOhms: 0 })
    return {
      currentMargin: difference / low.senseCurrent,
      sneakShare: 1 - low.cellCurrent / low.senseCurrent,
    }
  }
  const byDivider = (size: number): number =>
    (pullUp * read({ ...worst, size, senseOhms: pullUp }).difference) / levels.readVolts
  const points = sizes.map((size): MarginPoint => {
    const point = { size, ...bySense(size), voltageMargin: byDivider(size) }
    done()
    return point
  })
  const largest = {
    currentMargin: largestSize(points, 'currentMargin', size => bySense(size).currentMargin),
    voltageMargin: largestSize(points, 'voltageMargin', byDivider),
  }
  const { device, low, high, readVolts } = levels
  return { device, low, high, read: readVolts, wire, pullUp, bias, access, points, largest, ...log }
}

/** Margins are taken to fall with the size. */
function largestSize(
  points: readonly MarginPoint[],
  name: MarginName,
  marginOf: (size: number) => number,
): LargestSize {
  const lost = points.findIndex(point => !(point[name] >= KEPT_MARGIN))
  if (lost === -1) return { size: points.at(-1)!.size, orMore: true }
  if (lost === 0) return { size: 0, orMore: false }
  let [kept, tooLarge] = [points[lost - 1].size, points[lost].size]
  while (tooLarge - kept > 1) {
    const middle = Math.floor((kept + tooLarge) / 2)
    if (marginOf(middle) >= KEPT_MARGIN) kept = middle
    else tooLarge = middle
  }
  return { size: kept, orMore: false }
}

function check(
  levels: CellLevels,
  { bias, wire, pullUp, sizes }: Required<Pick<SizeMarginOptions, 'bias' | 'wire' | 'pullUp' | 'sizes'>>,
): void {
  const refused = (name: string, found: unknown, expected: string): RangeError =>
    new OptionError('sizeMargins', String(found), expected, name)
  if (!BIAS_SCHEMES.includes(bias)) throw refused('bias', bias, BIAS_SCHEMES.join(', '))
  if (!(wire >= 0 && wire < Infinity)) throw refused('wire', wire, '0 ohm or more')
  if (!(pullUp > 0 && pullUp < Infinity)) throw refused('pullUp', pullUp, 'a resistance above 0 ohm')
  if (!(levels.readVolts > 0)) throw refused('read', levels.readVolts, 'a voltage above 0 V')
  const rising = sizes.every((size, k) => k === 0 || size > sizes[k - 1])
  const whole = sizes.every(size => Number.isInteger(size) && size >= 2 && size <= MOST_LINES)
  if (sizes.length === 0 || !rising || !whole)
    throw refused('sizes', sizes.join(', '), `ascending whole numbers from 2 to ${MOST_LINES}`)
}
