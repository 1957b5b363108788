import { OptionError } from '../../arrays/errors.ts'
import type { CellLaws } from '../../arrays/network/problem.ts'
import type { DeviceDrift } from '../learning/voltage-drift.ts'

/** The cells of one crossbar as they were written. Planes of [word lines][bit lines]. */
export interface WrittenCells {
  readonly size: readonly [number, number]
  /** Current over voltage at the read voltage that each cell was put to, S. */
  readonly target: Float64Array
  /** Factor of its current from device variability. */
  readonly factor?: Float64Array | undefined
  /** NaN where it works, else what it conducts whatever it was put to, S. */
  readonly fixed?: Float64Array | undefined
}

/** Conductances that the cells of a device can have, and the laws that they then follow. */
export interface CellLevels {
  /** Name of the device, for people. */
  readonly device: string
  readonly readVolts: number
  /** Ends of the conductances, S. */
  readonly low: number
  readonly high: number
  /** Whether current is conductance times voltage. */
  readonly linear: boolean
  lawsOf(cells: WrittenCells): CellLaws
  /** How the cells forget; absent where they keep what they hold for ever. */
  readonly forgetting?: Pick<DeviceDrift, 'rest' | 'drift'>
}

/** Ends of conductances, S. */
export interface LevelEnds {
  readonly low: number
  readonly high: number
}

/** Conductances of ohmic cells, S, and their read voltage, V. */
const OHMIC = { low: 1e-6, high: 1e-4, readVolts: 0.2 } as const

/** Wanted conductances and read voltage; an absent one has its default. */
export interface OhmicWish {
  readonly low?: number | undefined
  readonly high?: number | undefined
  readonly read?: number | undefined
}

/**
 * Ohmic cells of no device in particular.
 * @param call name of the function, for errors
 * @throws RangeError where low and high are in the wrong order
 */
export function plainLevels(call: string, wish: OhmicWish): CellLevels {
  return ohmicLevels('ohmic cells', wish.read ?? OHMIC.readVolts, plainEnds(call, wish))
}

/** Ends of conductances that no device limits. */
export function plainEnds(call: string, { low = OHMIC.low, high = OHMIC.high }: OhmicWish): LevelEnds {
  return endsOf(call, low, high)
}

/** Cells whose current is conductance times voltage. */
export function ohmicLevels(device: string, readVolts: number, ends: LevelEnds): CellLevels {
  return {
    device,
    readVolts,
    ...ends,
    linear: true,
    lawsOf(cells) {
      const siemens = shownSiemens(cells)
      return {
        linear: true,
        evaluate(volts, current, slope) {
          for (let k = 0; k < siemens.length; k++) current[k] = siemens[k] * volts[k]
          slope.set(siemens)
        },
      }
    },
  }
}

/** Current over voltage of every cell at the read voltage, spread and faults included, S. */
export function shownSiemens({ target, factor, fixed }: WrittenCells): Float64Array {
  return target.map((siemens, k) => {
    const held = fixed?.[k] ?? Number.NaN
    return Number.isNaN(held) ? siemens * (factor?.[k] ?? 1) : held
  })
}

/** @throws RangeError where low is not below high */
export function endsOf(call: string, low: number, high: number): LevelEnds {
  if (!(high > low))
    throw new OptionError(call, `${high}`, `a conductance above the low one of ${low} S`, 'high')
  return { low, high }
}
