import type { OutputQuantity } from './output-quantity.ts'

/** Voltage times current of every cell while its lines are driven. */
export const cellPower: OutputQuantity = {
  name: 'cell-power',
  unit: 'W',
  title: 'Power of the cell',
  derive({ quantities: { 'cell-voltage': volts, 'cell-current': amps } }) {
    return volts === undefined || amps === undefined ? undefined : volts.map((v, k) => v * amps[k])
  },
}
