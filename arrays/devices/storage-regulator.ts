import { OptionError } from '../errors.ts'
/** The regulating transistor of a 2T1C cell: its channel is the resistor across the storage device. */
export interface Regulator {
  /** V. */
  readonly threshold: number
  /** A/V^2. */
  readonly transconductance: number
}

/** Resistance across a cell without regulating resistor, ohm. */
export const OPEN_OHMS = 1e12

/**
 * Ohms of the channel at each gate voltage, 1 / (transconductance (gate - threshold)), for the `regulatingOhms` of the cells;
 * open at the threshold and below. It is the linear region, exact for a cell voltage well below the overdrive.
 *
 * Source: the long-channel law at small drain voltage (S. M. Sze and K. K. Ng, Physics of Semiconductor Devices, 3rd ed.,
 * chapter 6).
 * @param gateVolts one value a cell, V
 * @throws RangeError for a transconductance that is not above 0
 */
export function channelOhms(
  gateVolts: Float64Array,
  { threshold, transconductance }: Regulator,
): Float64Array {
  if (!(transconductance > 0))
    throw new OptionError('channelOhms', `transconductance ${transconductance}`, 'above 0 A/V^2')
  return gateVolts.map(gate => {
    const overdrive = gate - threshold
    return overdrive > 0 ? Math.min(1 / (transconductance * overdrive), OPEN_OHMS) : OPEN_OHMS
  })
}
