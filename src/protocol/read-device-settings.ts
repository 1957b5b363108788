import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { parseQuantity } from '../../arrays/config/quantity.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { ConfigError, type Place } from '../../arrays/errors.ts'
import { emptyRecord } from '../../arrays/own-value.ts'

/** Settings of the device itself. */
export interface DeviceSettings {
  readonly parameters: Readonly<Record<string, number>>
  readonly state: Readonly<Record<string, number>>
  /** See `Variability`. */
  readonly devices?: number
  readonly deviceSpread?: number
  readonly cycleSpread?: number
}

/** Settings about variability, with the name in `Variability`. */
const VARIABILITY = {
  devices: 'devices',
  'device-spread': 'deviceSpread',
  'cycle-spread': 'cycleSpread',
} as const

/**
 * Takes out of `--set` what concerns the device: parameter.NAME and state.NAME, devices, device-spread and cycle-spread.
 * @returns that, and the rest, which are settings of the protocol
 * @throws ConfigError for an unknown name, another unit or a value out of range
 */
export function readDeviceSettings(
  model: DeviceModel | GatedDeviceModel,
  set: Readonly<Record<string, string>>,
): { own: DeviceSettings; rest: Record<string, string> } {
  const own: Record<string, number | Record<string, number>> = { parameters: {}, state: {} }
  const rest = emptyRecord<string>()
  for (const [key, text] of Object.entries(set)) {
    const place = { file: `--set ${key}=${text}` }
    const [, kind, name] = /^(parameter|state)\.(.*)$/.exec(key) ?? []
    if (kind !== undefined && name !== undefined) {
      const specs = kind === 'parameter' ? model.parameters : model.states
      const values = own[kind === 'parameter' ? 'parameters' : 'state'] as Record<string, number>
      values[name] = readValue(specs, name, text, place)
    } else if (Object.hasOwn(VARIABILITY, key)) {
      own[VARIABILITY[key as keyof typeof VARIABILITY]] = readSpread(key, text, place)
    } else rest[key] = text
  }
  return { own: own as unknown as DeviceSettings, rest }
}

function readValue(
  specs: readonly {
    readonly name: string
    readonly unit: string
    readonly range: readonly [number, number]
  }[],
  name: string,
  text: string,
  place: Place,
): number {
  const spec = specs.find(known => known.name === name)
  if (spec === undefined) {
    throw new ConfigError(
      place,
      `the name "${name}"`,
      expectedName(
        name,
        specs.map(known => known.name),
      ),
    )
  }
  const value = parseQuantity(text, spec.unit, place)
  const [low, high] = spec.range
  if (value >= low && value <= high) return value
  throw new ConfigError(
    place,
    text,
    spec.unit === '1' ? `${low} to ${high}` : `${low} to ${high} ${spec.unit}`,
  )
}

function readSpread(key: string, text: string, place: Place): number {
  const value = parseQuantity(text, '1', place)
  const whole = key === 'devices'
  const most = whole ? 10_000 : 2
  if (value >= 0 && value <= most && (!whole || Number.isInteger(value))) return value
  throw new ConfigError(place, text, whole ? `a whole number from 0 to ${most}` : `0 to ${most}`)
}
