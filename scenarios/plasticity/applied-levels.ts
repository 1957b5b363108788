import type { WrittenPulse } from '../../arrays/devices/refuse-other-pulses.ts'
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

/** Each level with each of the widths that belong to it, by the setting of the level; what is swept has no width, NaN. */
export function appliedPulses(
  device: PlasticDevice,
  settings: Readonly<Record<string, Setting>>,
  values: Readonly<Record<string, SettingValue>>,
): { readonly setting: string; readonly pulse: WrittenPulse }[] {
  const valuesOf = (key: string): readonly number[] =>
    Object.hasOwn(settings, key) ? [values[key] ?? settings[key].value].flat() : [Number.NaN]
  return Object.keys(settings).flatMap(setting => {
    const levels = appliedLevels(device, { [setting]: settings[setting] }, values)
    const own = `${setting}-width`
    const widths = valuesOf(Object.hasOwn(settings, own) ? own : 'width')
    return levels.flatMap(volts => widths.map(width => ({ setting, pulse: { volts, width } })))
  })
}
