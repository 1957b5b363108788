import type { DeviceModel, PulsePair, PulseTrain } from '../../../arrays/devices/model.ts'
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

/** Those of a device from a file are in its file, or those of the built-in device whose laws it has. */
export function paperPulses({
  name,
  base,
  file,
  pulses,
}: Pick<DeviceModel, 'name' | 'base' | 'file' | 'pulses'>): PaperPulses {
  if (pulses !== undefined) return filePulses(pulses)
  const known = file === undefined ? name : (base ?? '')
  const [raise, lower, rate] = Object.hasOwn(PULSES, known) ? PULSES[known] : PLAIN
  return {
    raise: pulseOf(raise),
    lower: pulseOf(lower),
    rate,
    pulses: Object.hasOwn(NUMBERS, known) ? NUMBERS[known] : 50,
  }
}

/** Pauses as long as the pulse; a triangle to the full pulse and back in forty of its widths, as of devices with a gate. */
function filePulses({ raise, lower }: PulsePair): PaperPulses {
  const pulse = ({ amplitude, width }: PulseTrain): DevicePulse => ({
    level: amplitude,
    width,
    interval: width,
  })
  return {
    raise: pulse(raise),
    lower: pulse(lower),
    rate: Math.abs(raise.amplitude) / (20 * raise.width),
    pulses: raise.number,
  }
}

function pulseOf([level, width, interval]: readonly [number, number, number]): DevicePulse {
  return { level, width, interval }
}
