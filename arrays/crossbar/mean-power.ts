import { integrate, type Sized } from '../../kernels/integrate.ts'
import type { EnergySplit } from './energy-meter.ts'

const RELATIVE = 1e-5

/** One end of a step, as the network found it. */
export interface StepEnd {
  /** Over which the cells dissipate. */
  readonly cellVolts: Float64Array
  /** Which their currents follow from; less where an access element takes a part. */
  readonly deviceVolts: Float64Array
  readonly power: EnergySplit
}

/**
 * Mean powers over a step in which the states of the cells relax while their voltages move little. The network is solved at
 * the two ends only; between them the currents of the cells follow from their states, at voltages that move linearly. So the power
 * of the cells is integrated as it is, that of wires and drivers in proportion to the sum of the squared currents, and what the
 * network delivers is its sum.
 * @param currentsAt currents of all cells (A) at a place in the step, from 0 to 1, and the device voltages there; may be the
 * same array each time
 */
export function meanPower(
  from: StepEnd,
  to: StepEnd,
  currentsAt: (place: number, deviceVolts: Float64Array) => Float64Array,
): EnergySplit {
  const deviceVolts = from.deviceVolts.slice()
  const cellVolts = from.cellVolts.slice()
  const shapeAt = (place: number): Sized => {
    between(from.deviceVolts, to.deviceVolts, place, deviceVolts)
    const currents = currentsAt(place, deviceVolts)
    between(from.cellVolts, to.cellVolts, place, cellVolts)
    let power = 0
    let size = 0
    let squares = 0
    for (let k = 0; k < currents.length; k++) {
      const own = cellVolts[k] * currents[k]
      power += own
      size += Math.abs(own)
      squares += currents[k] * currents[k]
    }
    return { values: [power, squares], sizes: [size, squares] }
  }
  const ends = [shapeAt(0), shapeAt(1)] as const
  const known = (place: number): Sized => (place === 0 ? ends[0] : place === 1 ? ends[1] : shapeAt(place))
  const [power, squares] = integrate(known, 1, RELATIVE) as [number, number]
  const [powers, sums] = [0, 1].map(k => (ends[0].values[k] + ends[1].values[k]) / 2) as [number, number]
  const cells = power - powers
  const losses = squares === 0 ? 1 : squares / sums
  const straight = (part: Exclude<keyof EnergySplit, 'stored'>): number =>
    (from.power[part] + to.power[part]) / 2
  const [wires, drivers] = [losses * straight('wires'), losses * straight('drivers')]
  return {
    delivered: straight('delivered') + cells + wires - straight('wires') + drivers - straight('drivers'),
    cells: straight('cells') + cells,
    wires,
    drivers,
  }
}

function between(from: Float64Array, to: Float64Array, place: number, values: Float64Array): void {
  for (let k = 0; k < values.length; k++) values[k] = from[k] + place * (to[k] - from[k])
}
