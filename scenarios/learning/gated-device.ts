import { createGatedCell } from '../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import { gateCycles } from '../plasticity/gate-cycles.ts'
import { gatePulseEnergy } from '../plasticity/gate-pulse-energy.ts'
import type { TrainingDevice } from './training-device.ts'
import { fitUpdateCurve } from './update-curve.ts'

/**
 * A three-terminal device of the review, written at its gate and read through its channel. Gates are reached through
 * access transistors, so a half-selected cell sees nothing.
 */
export function gatedDevice(model: GatedDeviceModel): TrainingDevice {
  const cell = createGatedCell(model)
  const cycle = gateCycles(cell, { cycles: 3 }).at(-1)!
  const { curve, misfit } = fitUpdateCurve(cycle.up, cycle.down)
  const { raise, lower } = model.pulses
  // From the low end, where every cycle ends.
  const middle = cell.copy()
  for (let k = 0; k < raise.number / 2; k++) middle.advance(raise.amplitude, raise.width)
  const fresh = createGatedCell(model).conductance()
  return {
    name: model.name,
    title: model.title,
    citation: model.citation,
    curve,
    misfit,
    protocol: `${raise.number} gate pulses of ${raise.amplitude} and ${lower.number} of ${lower.amplitude} ${model.control === 'voltage' ? 'V' : 'A'}, ${raise.width} and ${lower.width} s, cycle 3; read at ${model.readVolts} V`,
    readVolts: model.readVolts,
    unit: 'S',
    rest: fresh,
    kept(seconds) {
      const twin = middle.copy()
      const before = twin.conductance() - fresh
      if (before === 0) return 1
      twin.advance(0, seconds)
      return Math.max(0, (twin.conductance() - fresh) / before)
    },
    raiseJoules: Math.abs(gatePulseEnergy(middle.copy(), raise).joules),
    lowerJoules: Math.abs(gatePulseEnergy(middle.copy(), lower).joules),
    halfRaise: 0,
    halfLower: 0,
    law: volts => volts,
    slope: () => 1,
    linear: model.channel.linear,
  }
}
