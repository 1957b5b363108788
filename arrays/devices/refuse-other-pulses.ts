import { ConfigError, type Place } from '../errors.ts'
import type { GatedDeviceModel } from './gated-model.ts'
import type { DeviceModel, PulseTrain } from './model.ts'

/** Pulse that a program writes with: V and s, NaN where a voltage is swept through. */
export interface WrittenPulse {
  readonly volts: number
  readonly width: number
}

/** Volts and widths are those of the pulse within rounding. */
const ROUNDING = 1e-9

/**
 * Refuses pulses that a device of measured steps says nothing of: its table holds for one pulse up and one down.
 * @param place where the program or the setting stands
 * @throws ConfigError that names the pulses of the table
 */
export function refuseOtherPulses(
  model: DeviceModel | GatedDeviceModel,
  written: Iterable<WrittenPulse>,
  place: Place,
): void {
  if ('channel' in model || model.steps === undefined || model.pulses === undefined) return
  const known = [model.pulses.raise, model.pulses.lower]
  for (const { volts, width } of written) {
    if (volts === 0 || known.some(pulse => isThat(pulse, volts, width))) continue
    const pulse = Number.isNaN(width)
      ? `a sweep to ${round(volts)} V`
      : `a pulse of ${round(volts)} V for ${round(width)} s`
    const found = `${pulse} on ${model.name}, a table of measured steps`
    const form = known.map(pulse => `${round(pulse.amplitude)} V for ${round(pulse.width)} s`).join(' or ')
    throw new ConfigError(place, found, `the pulse that the table was measured with, ${form}`)
  }
}

function isThat(pulse: PulseTrain, volts: number, width: number): boolean {
  return near(volts, pulse.amplitude) && near(width, pulse.width)
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= ROUNDING * Math.abs(b)
}

function round(value: number): number {
  return Number(value.toPrecision(6))
}
