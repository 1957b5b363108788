/** Joules, or watts where it is a rate. */
export interface EnergySplit {
  /** From the drivers into the array. */
  readonly delivered: number
  /** Dissipated in the cells, their access elements included. */
  readonly cells: number
  readonly wires: number
  /** Dissipated in the resistances of the drivers. */
  readonly drivers: number
  /** Change of the energy stored in the cells; none unless given. */
  readonly stored?: number
}

/** What a meter has added up, J. */
export interface EnergyTotals extends EnergySplit {
  /** Change of the energy stored in the cells; 0 for devices that store no charge. */
  readonly stored: number
  /** Sum of the magnitudes of all that was added. */
  readonly magnitude: number
}

/** Integrates power over time, all parts with the same quadrature, so that the balance of every instant is kept. */
export interface EnergyMeter extends EnergyTotals {
  /** Adds `seconds` at a mean power. */
  add(power: EnergySplit, seconds: number): void
  /** Adds all that another meter has. */
  include(other: EnergyTotals): void
  /** (delivered - dissipated - stored) over the sum of their magnitudes; 0 for an array that was never driven. */
  balance(): number
}

const PARTS = ['delivered', 'cells', 'wires', 'drivers', 'stored'] as const

export function createEnergyMeter(): EnergyMeter {
  const total = { delivered: 0, cells: 0, wires: 0, drivers: 0, stored: 0 }
  let magnitude = 0
  return {
    get delivered() {
      return total.delivered
    },
    get cells() {
      return total.cells
    },
    get wires() {
      return total.wires
    },
    get drivers() {
      return total.drivers
    },
    get stored() {
      return total.stored
    },
    add(power, seconds) {
      const stored = power.stored ?? 0
      total.delivered += power.delivered * seconds
      total.cells += power.cells * seconds
      total.wires += power.wires * seconds
      total.drivers += power.drivers * seconds
      total.stored += stored * seconds
      magnitude +=
        (Math.abs(power.delivered) + Math.abs(power.cells) + power.wires + power.drivers + Math.abs(stored)) *
        seconds
    },
    include(other) {
      for (const part of PARTS) total[part] += other[part]
      magnitude += other.magnitude
    },
    get magnitude() {
      return magnitude
    },
    balance: () =>
      magnitude === 0
        ? 0
        : (total.delivered - total.cells - total.wires - total.drivers - total.stored) / magnitude,
  }
}
