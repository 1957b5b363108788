import { expectedName } from '../../arrays/config/did-you-mean.ts'
import { ecMofL, ecMofN } from '../../arrays/devices/ec-mof.ts'
import { GATED_DEVICE_MODELS } from '../../arrays/devices/gated-registry.ts'
import { pentaceneP13 } from '../../arrays/devices/pentacene-p13.ts'
import { OPEN_OHMS } from '../../arrays/devices/storage-regulator.ts'
import { ConfigError, type Place } from '../../arrays/errors.ts'
import { ownValue } from '../../arrays/own-value.ts'
import { fmesDevice } from './current-device.ts'
import { gatedDevice } from './gated-device.ts'
import type { TrainingDevice } from './training-device.ts'
import { voltageDevice } from './voltage-device.ts'

/** The loops of paper 000 (Fig. S16, 50 + 50 pulses; -1.5 V is ours) in their third cycle. */
const EC_MOF = { up: 3, down: -1.5, width: 1.5, rest: 1.5, number: 50, settle: 0, cycles: 3 } as const
/** +10 V, 50 ms of Fig. 4; depression at -5 V (ours: -10 V, which clears the device, takes most of it in one pulse). */
const PENTACENE = { up: 10, down: -5, width: 0.05, rest: 0.05, number: 100, settle: 60, cycles: 12 } as const

/** A synapse without faults: straight steps, no energy. The scale of its conductance is arbitrary. */
const IDEAL: TrainingDevice = {
  name: 'ideal',
  title: 'Ideal synapse',
  citation: 'none: straight, symmetric and kept',
  curve: {
    low: 1e-7,
    high: 1e-6,
    pulses: 4096,
    upScale: Number.POSITIVE_INFINITY,
    downScale: Number.POSITIVE_INFINITY,
  },
  misfit: 0,
  protocol: '4096 equal steps',
  readVolts: 0.1,
  unit: 'S',
  rest: 1e-7,
  kept: () => 1,
  raiseJoules: 0,
  lowerJoules: 0,
  halfRaise: 0,
  halfLower: 0,
  law: volts => volts,
  slope: () => 1,
  linear: true,
}

const MAKERS: Readonly<Record<string, () => TrainingDevice>> = {
  ideal: () => IDEAL,
  'ec-mof-n': () => voltageDevice(ecMofN, EC_MOF),
  'ec-mof-l': () => voltageDevice(ecMofL, EC_MOF),
  'pentacene-p13': () => voltageDevice(pentaceneP13, PENTACENE),
  'fmes-500': () => fmesDevice(500),
  'fmes-1000': () => fmesDevice(1000),
  'fmes-8000': () => fmesDevice(8000),
  'fmes-open': () => fmesDevice(OPEN_OHMS),
  ...Object.fromEntries(GATED_DEVICE_MODELS.map(model => [model.name, () => gatedDevice(model)])),
}

/** Devices that networks can be made of. */
export const TRAINING_DEVICES: readonly string[] = Object.keys(MAKERS)

const made = new Map<string, TrainingDevice>()

/**
 * A device by its name, its update curve measured on its model.
 * @param place where the name stands
 * @throws ConfigError for an unknown name
 */
export function trainingDevice(name: string, place: Place = { file: 'device' }): TrainingDevice {
  const known = made.get(name)
  if (known !== undefined) return known
  const maker = ownValue(MAKERS, name)
  if (maker === undefined)
    throw new ConfigError(place, `the device ${JSON.stringify(name)}`, expectedName(name, TRAINING_DEVICES))
  const device = maker()
  made.set(name, device)
  return device
}
