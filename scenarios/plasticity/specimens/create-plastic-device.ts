import type { AccessOption } from '../../../arrays/access/access-option.ts'
import type { ArraySpec } from '../../../arrays/crossbar/array-spec.ts'
import type { BiasScheme } from '../../../arrays/crossbar/bias/index.ts'
import { createArraySpec } from '../../../arrays/crossbar/create-array-spec.ts'
import type { CycleVariation } from '../../../arrays/crossbar/vary-cycles.ts'
import { createCell } from '../../../arrays/devices/cell.ts'
import { createGatedCell } from '../../../arrays/devices/gated-cell.ts'
import type { GatedDeviceModel } from '../../../arrays/devices/gated-model.ts'
import type { DeviceModel } from '../../../arrays/devices/model.ts'
import { noiseColumn } from '../../../arrays/devices/read-parameters.ts'
import { createStorageCell } from '../../../arrays/devices/storage-cell.ts'
import { OptionError } from '../../../arrays/errors.ts'
import { createGatedArray } from '../../../arrays/gated/gated-array-spec.ts'
import type { FreshSpecimen } from '../specimen.ts'
import { crossbarSpecimen } from './crossbar-specimen.ts'
import { currentCrossbarSpecimen } from './current-crossbar-specimen.ts'
import { currentSpecimen } from './current-specimen.ts'
import { gatedArraySpecimen } from './gated-array-specimen.ts'
import { gatedSpecimen } from './gated-specimen.ts'
import { paperPulses } from './paper-pulses.ts'
import type { DevicePulse, PlasticDevice } from './plastic-device.ts'
import { varyCycles } from './vary-cycles.ts'

/** The array that a protocol's cell stands in. */
export interface ArrayPlace {
  /** [word lines, bit lines] */
  readonly size: readonly [number, number]
  /** [word line, bit line]. */
  readonly cell: readonly [number, number]
  /** Ohms of each wire segment. @defaultValue 0 */
  readonly wireOhms?: number
  /** Unselected word and bit lines, or gate and source lines; without effect where gates are driven by a current. @defaultValue half */
  readonly bias?: BiasScheme
  /** In series with every two-terminal device. @defaultValue none */
  readonly access?: AccessOption
  /** The response: the current of the sensed line, or the part of it through the cell. @defaultValue line */
  readonly sense?: 'line' | 'cell'
}

export interface PlasticDeviceOptions {
  /** Parameters that differ from the model's, by name, SI. */
  readonly parameters?: Readonly<Record<string, number>>
  /** Initial states that differ from the model's, by name. */
  readonly state?: Readonly<Record<string, number>>
  /** One cell of an array in place of one device alone. */
  readonly array?: ArrayPlace
  /** Variation from pulse to pulse: see cycleFactors. @defaultValue 0 */
  readonly cycleSpread?: number
  /** @defaultValue 0 */
  readonly seed?: number
}

/** Current of a full pulse of a current-driven supercapacitor, A, and its times, s: those of Zhao 2022. */
const STORAGE_PULSE: DevicePulse = { level: 1e-3, width: 0.01, interval: 0.03 }
/** Of each half of a cycle. */
const STORAGE_PULSES = 50
/** Scan of a current source, A/s; the paper sweeps voltages only. */
const STORAGE_RATE = 1e-3

/**
 * A device, alone or as one cell of an array, as the plasticity protocols meet it: driven by the voltage of its lines, or of its gate
 * line, or as its paper does by a current into its word line or its gate.
 * @throws RangeError for a parameter, state, size or cell that cannot be
 */
export function createPlasticDevice(
  model: DeviceModel | GatedDeviceModel,
  options: PlasticDeviceOptions = {},
): PlasticDevice {
  const { cycleSpread = 0, seed = 0 } = options
  const draws = cycleSpread !== 0 || noiseColumn(model) >= 0
  const cycles = draws ? { spread: cycleSpread, seed, array: 0 } : undefined
  const device =
    'channel' in model ? gatedDevice(model, options, cycles) : twoTerminalDevice(model, options, cycles)
  const drawsCells = options.array !== undefined && !('storage' in model)
  return drawsCells ? device : { ...device, fresh: () => varyCycles(device.fresh(), cycles) }
}

function twoTerminalDevice(
  model: DeviceModel,
  options: PlasticDeviceOptions,
  cycles: CycleVariation | undefined,
): PlasticDevice {
  if (model.storage !== undefined) return storageDevice(model, options)
  const { name, title } = model
  const { array } = options
  const own = ownValues(options)
  const voltage = {
    name,
    title,
    driveUnit: 'V',
    driveLabel: 'voltage',
    answer: { label: 'current', unit: 'A' },
    ...paperPulses(model),
    validLevels: model.validVolts,
  } as const
  if (array === undefined) return { ...voltage, fresh: () => createCell(model, own) }
  const { cell, bias = 'half', sense = 'line' } = array
  const spec = arrayOf(model, own, array)
  const varied = cycles === undefined ? spec : { ...spec, cycles }
  return { ...voltage, fresh: () => crossbarSpecimen(varied, { cell, bias, sense }) }
}

/** Driven by a current, alone and in an array. */
function storageDevice(model: DeviceModel, options: PlasticDeviceOptions): PlasticDevice {
  const { array } = options
  const own = ownValues(options)
  const spec = array === undefined ? undefined : arrayOf(model, own, array)
  return {
    name: model.name,
    title: model.title,
    driveUnit: 'A',
    driveLabel: 'current driven',
    answer: { label: 'voltage', unit: 'V' },
    raise: STORAGE_PULSE,
    lower: { ...STORAGE_PULSE, level: -STORAGE_PULSE.level },
    pulses: STORAGE_PULSES,
    rate: STORAGE_RATE,
    validLevels: [-2 * STORAGE_PULSE.level, 2 * STORAGE_PULSE.level],
    fresh: () =>
      spec === undefined
        ? currentSpecimen(createStorageCell(model, own))
        : currentCrossbarSpecimen(spec, array!.cell, array!.sense ?? 'line'),
  }
}

function ownValues({
  parameters,
  state,
}: PlasticDeviceOptions): Pick<PlasticDeviceOptions, 'parameters' | 'state'> {
  return { ...(parameters === undefined ? {} : { parameters }), ...(state === undefined ? {} : { state }) }
}

function arrayOf(
  device: DeviceModel,
  own: Pick<PlasticDeviceOptions, 'parameters' | 'state'>,
  { size, wireOhms = 0, access }: ArrayPlace,
): ArraySpec {
  const wires = { word: wireOhms, bit: wireOhms }
  return createArraySpec({ ...own, size, device, wires, ...(access === undefined ? {} : { access }) })
}

function gatedDevice(
  model: GatedDeviceModel,
  options: PlasticDeviceOptions,
  cycles: CycleVariation | undefined,
): PlasticDevice {
  const { array } = options
  const own = ownValues(options)
  const { raise, lower } = model.pulses
  return {
    name: model.name,
    title: model.title,
    driveUnit: model.control === 'voltage' ? 'V' : 'A',
    driveLabel: model.control === 'voltage' ? 'gate voltage' : 'gate current',
    pulses: raise.number,
    answer: { label: 'current', unit: 'A' },
    raise: { level: raise.amplitude, width: raise.width, interval: raise.width },
    lower: { level: lower.amplitude, width: lower.width, interval: lower.width },
    // A triangle to the full pulse and back in forty of its widths.
    rate: Math.abs(raise.amplitude) / (20 * raise.width),
    validLevels: model.validControl,
    fresh:
      array === undefined
        ? () => gatedSpecimen(createGatedCell(model, own))
        : inArray(model, own, array, cycles),
  }
}

function inArray(
  model: GatedDeviceModel,
  own: Pick<PlasticDeviceOptions, 'parameters' | 'state'>,
  { size, cell, wireOhms = 0, sense = 'line', bias = 'half', access }: ArrayPlace,
  cycles: CycleVariation | undefined,
): FreshSpecimen {
  if (access !== undefined && access.kind !== 'none') {
    throw new OptionError(
      'createPlasticDevice',
      `a ${access.kind} with the three-terminal device ${model.name}`,
      'none: its channel is selected by its drain line',
    )
  }
  const wires = { gate: wireOhms, drain: wireOhms, source: wireOhms }
  const spec = createGatedArray({ ...own, size, device: model, wires })
  return () => gatedArraySpecimen(cycles === undefined ? spec : { ...spec, cycles }, cell, { sense, bias })
}
