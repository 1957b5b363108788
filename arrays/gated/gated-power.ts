import { integrate, type Sized } from '../../kernels/integrate.ts'
import { compileGatedLaws } from '../devices/compile-laws.ts'
import { CURRENT } from '../network/problem.ts'
import { channelCurrents } from './channel-currents.ts'
import type { GatedStep } from './euler-gated.ts'
import type { GatedArraySpec } from './gated-array-spec.ts'
import { gatedPath } from './gated-change.ts'
import type { GatedDrive } from './gated-drive.ts'

const RELATIVE = 1e-6

/**
 * Adds what an implicit Euler step of three-terminal cells takes up: gates at the control that moves the states and channels at their
 * volts, integrated along the states, with wires and drivers in proportion to the sum of the squared currents.
 * @param states at the start of the step
 * @param sums joules in cells, wires and drivers, and those that gate stacks and their own voltages exchange: added to
 */
export function addGatedEnergy(
  spec: GatedArraySpec,
  drive: GatedDrive,
  { point, control }: GatedStep,
  seconds: number,
  states: readonly Float64Array[],
  sums: Float64Array,
): void {
  const then = states.map(x => x.slice())
  const path = gatedPath(spec, { from: control, to: control }, seconds, states)
  const at = createPowers(spec, drive, { point, control })
  const powerAt = (place: number): Sized => {
    path.at(place * seconds, then)
    return at(then)
  }
  const [watts, squares, exchanged] = integrate(powerAt, 1, RELATIVE) as [number, number, number]
  let atEnd = 0
  for (const currents of [point.gateCurrents, point.channelCurrents])
    for (let k = 0; k < currents.length; k++) atEnd += currents[k] * currents[k]
  const bend = atEnd === 0 ? 1 : squares / atEnd
  sums[0] = sums[0] + watts * seconds
  sums[1] = sums[1] + bend * point.power.wires * seconds
  sums[2] = sums[2] + bend * point.power.drivers * seconds
  sums[3] = sums[3] + exchanged * seconds
}

/** Watts into gates and channels at given states, and the sum of their squared currents, A^2. */
function createPowers(
  spec: GatedArraySpec,
  { gate: { left, right } }: GatedDrive,
  { point: { gateVolts, channelVolts }, control }: GatedStep,
): (states: readonly Float64Array[]) => Sized {
  const { model, parameters } = spec
  const [rows, columns] = spec.size
  const count = rows * columns
  const channels = channelCurrents(spec)
  const laws = compileGatedLaws(model)
  const current = new Float64Array(count)
  const slope = new Float64Array(count)
  const atRest = new Float64Array(count)
  const byVoltage = model.control === 'voltage'
  const fed = left.kind.map((kind, i) =>
    (kind === CURRENT && left.value[i] !== 0) || (right.kind[i] === CURRENT && right.value[i] !== 0) ? 1 : 0,
  )
  return states => {
    let [power, size, squares] = [0, 0, 0]
    const add = (volts: number, amps: number, most = Math.abs(volts * amps)): void => {
      power += volts * amps
      size += most
      squares += amps * amps
    }
    channels(channelVolts, states, current, slope)
    for (let k = 0; k < count; k++) add(channelVolts[k], current[k])
    laws.gate(count, byVoltage ? control : atRest, states, parameters, current, slope)
    for (let k = 0; k < count; k++) {
      if (byVoltage) add(control[k], current[k])
      else {
        // On a line that is fed a current the volts follow the states: a gate stack is ohmic behind its open-circuit voltage.
        const follows = fed[Math.floor(k / columns)] === 1
        const volts = follows ? (control[k] - current[k]) / slope[k] : gateVolts[k]
        const exchanged = Math.abs(control[k]) + Math.abs(current[k])
        add(
          volts,
          control[k],
          follows ? exchanged * Math.abs(control[k] / slope[k]) : exchanged * Math.abs(volts),
        )
      }
    }
    return { values: [power, squares, size], sizes: [size, squares, size] }
  }
}
