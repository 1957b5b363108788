import { integrate, type Sized } from '../../kernels/integrate.ts'
import type { ArraySpec } from './array-spec.ts'
import type { Drive } from './drive.ts'
import type { EnergyMeter } from './energy-meter.ts'
import { operatingPoint } from './operating-point.ts'
import { statePath } from './relax-states.ts'
import { storedEnergy } from './stored-energy.ts'

const RELATIVE = 1e-7

/**
 * Adds the energy that isolated cells take from their sources in `seconds` at constant volts: the summed power at states that are
 * exact at every instant.
 * @param states at the start; not changed
 */
export function integratePower(
  spec: ArraySpec,
  drive: Drive & { kind: 'isolated' },
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
): void {
  const then = states.map(x => x.slice())
  const path = statePath(spec, { from: drive.volts, to: drive.volts }, seconds, states)
  const powerAt = (time: number): Sized => {
    path.at(time, then)
    const { cellVolts, cellCurrents, power } = operatingPoint(spec, drive, then)
    const size = cellVolts.reduce((sum, volts, k) => sum + Math.abs(volts * cellCurrents[k]), 0)
    return { values: [power.delivered], sizes: [size] }
  }
  const power = integrate(powerAt, seconds, RELATIVE)[0] / seconds
  path.at(seconds, then)
  const stored = (storedEnergy(spec, then) - storedEnergy(spec, states)) / seconds
  meter.add({ delivered: power, cells: power - stored, wires: 0, drivers: 0, stored }, seconds)
}
