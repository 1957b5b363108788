import type { DeviceModel } from '../../../arrays/devices/model.ts'
import type { DevicePulse } from './plastic-device.ts'

/** The pulses and the scan rate of a two-terminal device's paper; the pauses and depressing pulses that it leaves open are ours. */
export interface PaperPulses {
  readonly raise: DevicePulse
  readonly lower: DevicePulse
  /** V/s */
  readonly rate: number
  /** Of each half of a cycle. */
  readonly pulses: number
}

/** [level, width, interval] of the raising and the lowering pulse, scan rate. */
type Row = readonly [readonly [number, number, number], readonly [number, number, number], number]

/** 10 V potentiates, 4 V depresses: the plasticity of ZnTPP is unipolar. */
const porphyrin: Row = [[10, 0.1, 0.4], [4, 0.1, 0.4], 0.01]

const PULSES: Readonly<Record<string, Row>> = {
  // The rate at which its loop has the window of A23.
  'ec-mof-l': [[3, 1.5, 1.5], [-1.5, 1.5, 1.5], 1],
  'ec-mof-n': [[3, 2.9, 1.5], [-1.5, 2.9, 1.5], 0.1],
  'ec-mof-h': [[3, 0.5, 0.5], [-1.5, 0.5, 0.5], 0.1],
  zntpp: porphyrin,
  tpp: porphyrin,
  nitpp: porphyrin,
  cotpp: porphyrin,
  fetppcl: porphyrin,
  'pentacene-p13': [[10, 0.05, 0.05], [-10, 0.05, 0.05], 10],
  'licoo2-vertical': [[-1.5, 0.01, 0.01], [1.1, 0.01, 0.01], 1],
  // Of no paper: seconds, between the times of its fast and its slow ions.
  populations: [[3, 2, 2], [-3, 2, 2], 0.1],
  'pva-naac': [[1e-3, 0.1, 0.1], [-1e-3, 0.1, 0.1], 1e-3],
}

/** Pulses of each half of a cycle where the paper says another number than 50. */
const NUMBERS: Readonly<Record<string, number>> = { 'pva-naac': 10 }

/** For a device without pulses of its own: a volt for a millisecond. */
const PLAIN: Row = [[1, 1e-3, 1e-3], [-1, 1e-3, 1e-3], 1]

/** @param base name of the built-in device whose laws it has */
export function paperPulses(model: Pick<DeviceModel, 'name'>, base: string = model.name): PaperPulses {
  const [raise, lower, rate] = PULSES[base] ?? PLAIN
  return { raise: pulseOf(raise), lower: pulseOf(lower), rate, pulses: NUMBERS[base] ?? 50 }
}

function pulseOf([level, width, interval]: readonly [number, number, number]): DevicePulse {
  return { level, width, interval }
}
