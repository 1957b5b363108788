import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { varyParameters } from '../../arrays/crossbar/vary-parameters.ts'
import type { GatedDeviceModel } from '../../arrays/devices/gated-model.ts'
import { reachedWarnings } from '../../arrays/devices/measured-limits.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'
import { OptionError } from '../../arrays/errors.ts'
import { ownValue } from '../../arrays/own-value.ts'
import { lostSteps } from '../run/validity.ts'
import { appliedLevels } from './applied-levels.ts'
import type {
  Curve,
  Panel,
  Protocol,
  ProtocolFigure,
  ProtocolResult,
  SettingValue,
} from './protocols/protocol.ts'
import { createPlasticDevice, type PlasticDeviceOptions } from './specimens/create-plastic-device.ts'
import type { PlasticDevice } from './specimens/plastic-device.ts'
import { watchSpecimens } from './watch-specimens.ts'

/** Conditions of a protocol besides its settings. */
export interface Variability {
  /** Devices with parameters of their own beside the nominal one. @defaultValue 0 */
  readonly devices?: number
  /**
   * Relative standard deviation from device to device of all conductances, resistances, charges, times and what goes by the second
   * (units S, ohm, C, s, 1/s, m/s ...), log-normal.
   * @defaultValue 0
   */
  readonly deviceSpread?: number
  /** Relative standard deviation from pulse to pulse, see cycleFactors. @defaultValue 0 */
  readonly cycleSpread?: number
}

export interface RunProtocolOptions extends Omit<PlasticDeviceOptions, 'cycleSpread'>, Variability {
  /** Values of the protocol's settings in place of its defaults. */
  readonly values?: Readonly<Record<string, SettingValue>>
  /** Called after each device. */
  readonly progress?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/** A curve, and where more than one device ran the interval that holds 90 % of them (all, where they are fewer than 20). */
export interface SpreadCurve extends Curve {
  readonly low?: readonly number[]
  readonly high?: readonly number[]
  /** Dashes: the same device alone, beside one cell of an array. */
  readonly style?: 'dashes'
}

export interface SpreadFigure extends ProtocolFigure {
  readonly low?: number
  readonly high?: number
  /** The same device alone, where a cell of an array was looked at. */
  readonly alone?: number
}

/** A protocol's result with the spread of the devices it ran on. */
export interface ProtocolRun {
  readonly protocol: Protocol
  readonly device: string
  /** Settings as they were used. */
  readonly values: Readonly<Record<string, SettingValue>>
  readonly panels: readonly (Omit<Panel, 'curves'> & { readonly curves: readonly SpreadCurve[] })[]
  readonly figures: Readonly<Record<string, SpreadFigure>>
  /** Devices besides the nominal one: varied ones, or the ensemble of a fit. */
  readonly members: number
  readonly warnings: readonly string[]
}

const NAMES: OptionNames<Required<RunProtocolOptions>> = {
  parameters: true,
  state: true,
  array: true,
  cycleSpread: true,
  seed: true,
  devices: true,
  deviceSpread: true,
  values: true,
  progress: true,
  signal: true,
}

/**
 * Runs a protocol on a device alone or on one cell of an array: on the nominal device, and on as many more as there are varied
 * devices or, for a device that was fitted, parameter sets that meet its data.
 * @throws RangeError for values, parameters or places that cannot be; SolverError where a network has no answer
 */
export function runProtocol(
  protocol: Protocol,
  model: DeviceModel | GatedDeviceModel,
  options: RunProtocolOptions = {},
): ProtocolRun {
  checkOptionKeys('runProtocol', options, NAMES)
  const { values: given = {}, progress, signal, parameters = {}, seed = 0, cycleSpread = 0 } = options
  const nominal = createPlasticDevice(model, { ...options, cycleSpread, seed })
  const settings = protocol.settings(nominal)
  const values = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, ownValue(given, name) ?? setting.value]),
  )
  refuseFarLevels(nominal, settings, values)
  const watched = watchSpecimens(
    nominal.fresh,
    model.states.map(({ name }) => name),
  )
  const members = memberParameters(model, options)
  const results: ProtocolResult[] = []
  for (const [k, member] of [{}, ...members].entries()) {
    signal?.throwIfAborted()
    const device = createPlasticDevice(model, {
      ...options,
      parameters: { ...member, ...parameters },
      cycleSpread,
      seed: seed + k,
    })
    // The nominal device stands for all: the others differ from it by their spread.
    results.push(protocol.run(k === 0 ? { ...device, fresh: watched.fresh } : device, values))
    progress?.(results.length, members.length + 1)
  }
  const [first, ...others] = results as [ProtocolResult, ...ProtocolResult[]]
  const alone = resultAlone(protocol, model, options, nominal, values)
  return {
    protocol,
    device: model.name,
    values,
    panels: first.panels.map((panel, p) => ({
      ...panel,
      curves: [
        ...panel.curves.map((curve, c) => spreadCurve(curve, others, p, c)),
        ...curvesAlone(panel, alone?.panels[p]),
      ],
    })),
    figures: Object.fromEntries(
      Object.entries(first.figures).map(([name, figure]) => [
        name,
        {
          ...figure,
          ...interval(others.map(other => other.figures[name]?.value ?? Number.NaN)),
          ...(alone === undefined ? {} : { alone: alone.figures[name].value }),
        },
      ]),
    ),
    members: members.length,
    warnings: [
      ...warningsOf(nominal, settings, values),
      ...reachedWarnings(model.name, { ...watched.reached(), ...temperatureOf(model, parameters) }),
      ...lostSteps(model, {
        wires: (options.array?.wireOhms ?? 0) > 0,
        access: (options.array?.access?.kind ?? 'none') !== 'none',
      }),
      ...(first.warnings ?? []),
    ],
  }
}

/** More curves than these are not doubled by those of the device alone. */
const MOST_DOUBLED = 3

/** The protocol on the same device alone, where the array drives it in the same way. */
function resultAlone(
  protocol: Protocol,
  model: DeviceModel | GatedDeviceModel,
  { array, parameters, state, seed, cycleSpread }: RunProtocolOptions,
  nominal: PlasticDevice,
  values: Readonly<Record<string, SettingValue>>,
): ProtocolResult | undefined {
  if (array === undefined) return undefined
  const device = createPlasticDevice(model, {
    ...(parameters === undefined ? {} : { parameters }),
    ...(state === undefined ? {} : { state }),
    ...(seed === undefined ? {} : { seed }),
    ...(cycleSpread === undefined ? {} : { cycleSpread }),
  })
  return device.driveUnit === nominal.driveUnit ? protocol.run(device, values) : undefined
}

function curvesAlone(panel: Panel, alone: Panel | undefined): SpreadCurve[] {
  if (alone === undefined || panel.curves.length > MOST_DOUBLED) return []
  return alone.curves.map(({ name, x, y }) => ({ name: `${name} alone`, x, y, style: 'dashes' }))
}

/** "1/s", "m/s", "ohm/(V s)". */
const PER_SECOND = /\/(s|\(.*\bs\))$/

/** Parameters of the further devices. */
function memberParameters(
  model: DeviceModel | GatedDeviceModel,
  { devices = 0, deviceSpread = 0, cycleSpread = 0, seed = 0 }: RunProtocolOptions,
): Readonly<Record<string, number>>[] {
  if (devices === 0) return [...(model.ensemble ?? [])]
  if (deviceSpread === 0 && cycleSpread === 0) {
    throw new OptionError('runProtocol', 'devices without a spread', 'device-spread or cycle-spread above 0')
  }
  const spread = Object.fromEntries(
    model.parameters
      .filter(({ unit }) => ['S', 'ohm', 'C', 's'].includes(unit) || PER_SECOND.test(unit))
      .map(({ name }) => [name, deviceSpread]),
  )
  const names = model.parameters.map(({ name }) => name)
  const spec = {
    size: [1, 1] as const,
    model,
    parameters: model.parameters.map(({ value }) => Float64Array.of(value)),
  }
  return Array.from({ length: devices }, (_, k) => {
    const varied = varyParameters(spec, spread, seed, k).parameters
    return Object.fromEntries(names.map((name, p) => [name, varied[p][0]]))
  })
}

function spreadCurve(curve: Curve, others: readonly ProtocolResult[], p: number, c: number): SpreadCurve {
  const twins = others.map(other => other.panels[p]?.curves[c]?.y).filter(y => y?.length === curve.y.length)
  if (twins.length === 0) return curve
  const intervals = curve.y.map((_, k) => interval(twins.map(y => y![k])))
  return {
    ...curve,
    low: intervals.map(({ low }) => low ?? Number.NaN),
    high: intervals.map(({ high }) => high ?? Number.NaN),
  }
}

/** From the 5th to the 95th percentile; the extremes of fewer than 20. */
function interval(values: readonly number[]): { low?: number; high?: number } {
  const finite = values.filter(Number.isFinite).toSorted((a, b) => a - b)
  if (finite.length === 0) return {}
  const cut = finite.length < 20 ? 0 : Math.round(0.05 * (finite.length - 1))
  return { low: finite[cut], high: finite[finite.length - 1 - cut] }
}

/** The temperature that a device runs at, K, where it has one. */
function temperatureOf(
  { parameters }: DeviceModel | GatedDeviceModel,
  given: Readonly<Record<string, number>>,
): { temperature?: number } {
  const own = parameters.find(({ name }) => name === 'temperature')
  return own === undefined ? {} : { temperature: ownValue(given, 'temperature') ?? own.value }
}

/** How many times what was measured is no longer an extrapolation but another unit, or a device that is gone. */
const FAR = 10

/** @throws OptionError for a level that is far beyond those that the paper measured at */
function refuseFarLevels(
  device: PlasticDevice,
  settings: ReturnType<Protocol['settings']>,
  values: Readonly<Record<string, SettingValue>>,
): void {
  const [low, high] = device.validLevels
  const most = FAR * Math.max(Math.abs(low), Math.abs(high))
  const far = appliedLevels(device, settings, values).find(level => Math.abs(level) > most * (1 + 1e-9))
  if (far === undefined) return
  throw new OptionError(
    device.name,
    `${far} ${device.driveUnit}`,
    `at most ${Number(most.toPrecision(3))} ${device.driveUnit}, ${FAR} times what it was measured at (${low} to ${high} ${device.driveUnit})`,
  )
}

/** One warning where a level lies outside what the paper measured at. */
function warningsOf(
  device: PlasticDevice,
  settings: ReturnType<Protocol['settings']>,
  values: Readonly<Record<string, SettingValue>>,
): string[] {
  const { name, driveUnit, validLevels } = device
  const [low, high] = validLevels
  const outside = appliedLevels(device, settings, values).filter(level => level < low || level > high)
  if (outside.length === 0) return []
  const farthest = outside.reduce((far, level) => (Math.abs(level) > Math.abs(far) ? level : far))
  return [
    `${name} was measured from ${low} to ${high} ${driveUnit}; this protocol goes to ${farthest} ${driveUnit}, where the model is a guess`,
  ]
}
