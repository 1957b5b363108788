import type { Setting, SettingValue } from './protocols/protocol.ts'
import type { PlasticDevice } from './specimens/plastic-device.ts'

/** Levels of a leg that is swept through, between its ends. */
const SWEPT = 64

/** Settings of a protocol that give the levels of its pulses or the ends of its legs, in the unit of what drives the device. */
export function appliedLevels(
  { driveUnit }: PlasticDevice,
  settings: Readonly<Record<string, Setting>>,
  values: Readonly<Record<string, SettingValue>>,
): number[] {
  return Object.entries(settings)
    .filter(([key, { unit }]) => unit === driveUnit && !key.startsWith('threshold'))
    .flatMap(([key, { value }]) => values[key] ?? value)
}

/** The same with what lies between them, where a rate says that they are swept through, and 0. */
export function crossedLevels(
  device: PlasticDevice,
  settings: Readonly<Record<string, Setting>>,
  values: Readonly<Record<string, SettingValue>>,
): number[] {
  const levels = [0, ...appliedLevels(device, settings, values)]
  if (!Object.values(settings).some(({ unit }) => unit === `${device.driveUnit}/s`)) return levels
  const [low, high] = [Math.min(...levels), Math.max(...levels)]
  return [...levels, ...Array.from({ length: SWEPT - 1 }, (_, k) => low + ((k + 1) / SWEPT) * (high - low))]
}
