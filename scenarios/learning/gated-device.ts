import { createGatedCell, type GatedCell } from '../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import { GATE_REST_WIDTHS, gateCycles } from '../plasticity/gate-cycles.ts'
import { gatePulseEnergy } from '../plasticity/gate-pulse-energy.ts'
import { type DriftKernel, driftKernel } from './drift-kernel.ts'
import {
  type Disturbance,
  feltPulses,
  type TrainingDevice,
  UNDISTURBED,
  type WriteBias,
  type WriteDirection,
} from './training-device.ts'
import { fitUpdateCurve } from './update-curve.ts'

/**
 * A three-terminal device of the review, written at its gate and read through its channel.
 * @param access 'transistor' where gates are reached through one, so that a half-selected cell sees nothing; else gate line and
 * source line share the voltage, and cells that are written by gate currents have open lines
 */
export function gatedDevice(model: GatedDeviceModel, access: 'none' | 'transistor' = 'none'): TrainingDevice {
  const cell = createGatedCell(model)
  const cycle = gateCycles(cell, { cycles: 3 }).at(-1)!
  const { curve, misfit } = fitUpdateCurve(cycle.up, cycle.down)
  const { raise, lower } = model.pulses
  // From the low end, where every cycle ends.
  const middle = cell.copy()
  for (let k = 0; k < raise.number / 2; k++) middle.advance(raise.amplitude, raise.width)
  const fresh = createGatedCell(model).conductance()
  const kept = (seconds: number): number => {
    const twin = middle.copy()
    const before = twin.conductance() - fresh
    if (before === 0) return 1
    twin.advance(0, seconds)
    return Math.max(0, (twin.conductance() - fresh) / before)
  }
  let drift: DriftKernel | undefined
  const period = 1 + GATE_REST_WIDTHS
  return {
    name: model.name,
    title: model.title,
    citation: model.citation,
    curve,
    misfit,
    loop: cycle,
    protocol: `${raise.number} gate pulses of ${raise.amplitude} and ${lower.number} of ${lower.amplitude} ${model.control === 'voltage' ? 'V' : 'A'}, ${raise.width} and ${lower.width} s, cycle 3; read at ${model.readVolts} V`,
    readVolts: model.readVolts,
    unit: 'S',
    rest: fresh,
    kept,
    drift() {
      drift ??= driftKernel(kept, period * raise.width)
      return drift
    },
    raiseSeconds: period * raise.width,
    lowerSeconds: period * lower.width,
    raiseJoules: Math.abs(gatePulseEnergy(middle.copy(), raise).joules),
    lowerJoules: Math.abs(gatePulseEnergy(middle.copy(), lower).joules),
    disturbance: (direction, bias) =>
      access === 'transistor' || model.control === 'current'
        ? UNDISTURBED
        : disturbanceOf(model, middle, direction, bias),
    law: volts => volts,
    slope: () => 1,
    linear: model.channel.linear,
  }
}

/** Effect of parts of the gate voltage in the middle of the loop, against whole pulses. */
function disturbanceOf(
  { pulses }: GatedDeviceModel,
  middle: GatedCell,
  direction: WriteDirection,
  bias: WriteBias,
): Disturbance {
  const { amplitude, width } = pulses[direction]
  const moved = (volts: number, seconds: number): number => {
    const [pulsed, resting] = [middle.copy(), middle.copy()]
    pulsed.advance(volts, seconds)
    resting.advance(0, seconds)
    return pulsed.conductance() - resting.conductance()
  }
  const raised = moved(pulses.raise.amplitude, pulses.raise.width)
  const lowered = moved(pulses.lower.amplitude, pulses.lower.width)
  const felt = (volts: number) => feltPulses(volts === 0 ? 0 : moved(volts, width), raised, lowered)
  const part = felt(amplitude / (bias === 'half' ? 2 : 3))
  return { word: part, bit: part, none: felt(bias === 'half' ? 0 : -amplitude / 3) }
}
