import { integrate, type Sized } from '../../kernels/integrate.ts'
import type { AdvanceOptions } from '../crossbar/advance-options.ts'
import type { EnergyMeter } from '../crossbar/energy-meter.ts'
import { storedEnergy } from '../crossbar/stored-energy.ts'
import { compileGatedLaws } from '../devices/compile-laws.ts'
import { channelCurrents } from './channel-currents.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import { gatedPath, moveGated } from './gated-change.ts'

const RELATIVE = 1e-7

/** Sources of devices that are wired alone, one value each. */
export interface AloneDrive {
  /** Gate volts or gate amperes, as the device is controlled. */
  readonly control: Float64Array
  /** Drain volts; 0 where the drain is open. */
  readonly drain: Float64Array
}

/**
 * Advances three-terminal devices that are wired alone through `seconds` of constant sources: exact, in one step.
 * @param states advanced in place
 * @returns the number of steps
 */
export function advanceAlone(
  spec: GatedArraySpec,
  drive: AloneDrive,
  seconds: number,
  states: readonly Float64Array[],
  meter: EnergyMeter,
  { energy = true }: AdvanceOptions = {},
): number {
  if (seconds === 0) return 0
  const constant = { from: drive.control, to: drive.control }
  if (energy) {
    const then = states.map(x => x.slice())
    const path = gatedPath(spec, constant, seconds, states)
    const powerAt = (time: number): Sized => {
      path.at(time, then)
      const { power, size } = powerOf(spec, drive, then)
      return { values: [power], sizes: [size] }
    }
    const power = integrate(powerAt, seconds, RELATIVE)[0] / seconds
    path.at(seconds, then)
    const stored = (storedEnergy(spec, then) - storedEnergy(spec, states)) / seconds
    meter.add({ delivered: power, cells: power - stored, wires: 0, drivers: 0, stored }, seconds)
  }
  moveGated(spec, constant, seconds, states, states)
  return 1
}

/** Watts into the gates and the channels of all devices, and the sum of their magnitudes. */
function powerOf(
  spec: GatedArraySpec,
  { control, drain }: AloneDrive,
  states: readonly Float64Array[],
): { power: number; size: number } {
  const {
    model,
    size: [rows, columns],
    parameters,
  } = spec
  const count = rows * columns
  const laws = compileGatedLaws(model)
  const current = new Float64Array(count)
  const slope = new Float64Array(count)
  let power = 0
  let size = 0
  const add = (watts: number): void => {
    power += watts
    size += Math.abs(watts)
  }
  channelCurrents(spec)(drain, states, current, slope)
  for (let k = 0; k < count; k++) add(drain[k] * current[k])
  const volts = model.control === 'voltage' ? control : new Float64Array(count)
  laws.gate(count, volts, states, parameters, current, slope)
  for (let k = 0; k < count; k++) {
    const [u, amps] = [control[k], current[k]]
    // A gate stack is ohmic behind its open-circuit voltage.
    if (u !== 0) add(model.control === 'voltage' ? u * amps : (u * (u - amps)) / slope[k])
  }
  return { power, size }
}
