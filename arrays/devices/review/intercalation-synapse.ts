import { OptionError } from '../../errors.ts'
import { gatedDeviceOf } from '../define-device.ts'
import type { ParameterDefinition, PulseDefinition } from '../device-definition.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import type { PulsePair, PulseTrain } from '../model.ts'
import { assumedSource } from './assumed-source.ts'
import { reviewCitation } from './review-citation.ts'

/** Parameters in the order of the laws. */
type Name =
  | 'lowConductance'
  | 'highConductance'
  | 'lowSlope'
  | 'highSlope'
  | 'layerGain'
  | 'layerTime'
  | 'layerScale'
  | 'raiseAmplitude'
  | 'raiseTime'
  | 'raiseNonlinearity'
  | 'lowerAmplitude'
  | 'lowerTime'
  | 'lowerNonlinearity'
  | 'steepness'
  | 'retentionTime'
  | 'restFilling'
  | 'gateConductance'
  | 'openVolts'

type Meaning = readonly [unit: string, range: readonly [number, number], meaning: string]

/** u stands for V or A, as the device is controlled. */
const meanings: Readonly<Record<Name, Meaning>> = {
  lowConductance: ['S', [0, 1], 'conductance of the emptied end of the range'],
  highConductance: ['S', [0, 1], 'conductance of the other end'],
  lowSlope: ['1', [0, 3], 'slope of conductance against filling in the lowest third, over the mean slope'],
  highSlope: ['1', [0, 3], 'the same in the highest third; the middle one takes the rest of 3'],
  layerGain: ['1', [0, 0.99], 'relative change of the conductance by the full double layer'],
  layerTime: ['s', [1e-9, 1e6], 'relaxation time of the double layer'],
  layerScale: ['u', [1e-12, 1e3], 'gate drive at which the double layer saturates'],
  raiseAmplitude: ['u', [-100, 100], 'gate pulse that raises the conductance'],
  raiseTime: ['s', [1e-9, 1e9], 'total time under that pulse from the low to the high end'],
  raiseNonlinearity: [
    '1',
    [1e-3, 20],
    'curvature of the rise: exponent at the end of the range, 0 is a straight line',
  ],
  lowerAmplitude: ['u', [-100, 100], 'gate pulse that lowers the conductance'],
  lowerTime: ['s', [1e-9, 1e9], 'total time under that pulse from the high to the low end'],
  lowerNonlinearity: ['1', [1e-3, 20], 'curvature of the fall'],
  steepness: [
    'u',
    [1e-12, 1e3],
    'gate drive that speeds the insertion up e-fold; far above the drive it is linear',
  ],
  retentionTime: ['s', [1e-6, 1e12], 'time constant of the loss at rest'],
  restFilling: ['1', [0, 1], 'filling at rest, where a fresh device starts'],
  gateConductance: ['S', [0, 1], 'conductance of the gate stack'],
  openVolts: ['V', [-10, 10], 'open-circuit gate voltage at the high end, 0 at the low end'],
}

/** A value with its place in the paper, or one that nothing prints. */
export type SourcedValue = readonly [value: number, source: string]

export interface IntercalationOptions {
  readonly name: string
  readonly title: string
  /** Number of the device's own paper in the list of the review. */
  readonly reference: number
  readonly control: 'voltage' | 'current'
  readonly pulses: PulsePair
  /** Where the number of pulses comes from. */
  readonly counted: string
  /** Printed in Table 1 or the text, or set by a rule. */
  readonly sourced: Partial<Record<Name, SourcedValue>>
  /** Chosen by us; scenarios/papers/calibration/review.ts says how far each may move. */
  readonly assumed: Partial<Record<Name, number>>
  readonly validControl: readonly [number, number]
  readonly readVolts: number
}

/** Values where a device says nothing: a straight conductance, no shift of the open-circuit voltage, empty at rest. */
const ordinary: Partial<Record<Name, SourcedValue>> = {
  lowSlope: [1, 'straight: nothing else is shown'],
  highSlope: [1, 'straight: nothing else is shown'],
  restFilling: [0, 'ions leave the channel at rest'],
  openVolts: [0, 'not stated; a symmetric stack'],
}

/**
 * A three-terminal device of the review: a volatile double layer, which relaxes in seconds, and a lasting filling of the channel by
 * ions, both moved by the gate.
 *
 * The lasting state is the standard exponential form of potentiation and depression,
 * G = low + (high - low)(1 - exp(-nl t/T))/(1 - exp(-nl)), written as a relaxation: rate nl/T, target 1/(1 - exp(-nl)), so that T
 * seconds at the reference amplitude cross the range whatever the non-linearity nl (P.-Y. Chen, X. Peng, S. Yu, IEEE Trans. CAD 37,
 * 3067, 2018, with their A written as 1/nl). The insertion is activated: e-fold faster every `steepness`, linear far below it.
 * @throws RangeError where a parameter is missing
 */
export function intercalationSynapse(options: IntercalationOptions): GatedDeviceModel {
  const { name, title, reference, control, pulses, validControl, readVolts } = options
  const parameters = Object.fromEntries(
    (Object.keys(meanings) as Name[]).map(key => [key, parameter(key, options)]),
  )
  const [u, drive] = control === 'voltage' ? ['vg', 'volts'] : ['ig', 'amps']
  const pulse = ({ amplitude, width, number }: PulseTrain): PulseDefinition => ({
    [drive]: amplitude,
    width,
    number,
  })
  return gatedDeviceOf({
    name,
    title,
    source: reviewCitation(reference),
    terminals: 3,
    states: {
      layer: {
        range: [-1, 1],
        start: 0,
        meaning: 'charge of the double layer at the channel, positive where it adds conductance',
      },
      lasting: {
        range: [0, 1],
        start: parameters.restFilling!.value,
        meaning: 'filling of the channel by ions that stay, from the low to the high end of the range',
      },
    },
    parameters,
    let: {
      // The drive that raises the conductance is positive.
      raising: `raiseAmplitude < 0 ? -${u} : ${u}`,
      raised: '(exp(raising / steepness) - 1) / (exp(abs(raiseAmplitude) / steepness) - 1)',
      lowered: '(exp(-raising / steepness) - 1) / (exp(abs(lowerAmplitude) / steepness) - 1)',
      raise: 'raising > 0 ? raiseNonlinearity / raiseTime * raised : 0',
      lower: 'raising > 0 ? 0 : lowerNonlinearity / lowerTime * lowered',
      loss: '1 / retentionTime',
      raiseTarget: '1 / (1 - exp(-raiseNonlinearity))',
      lowerTarget: '1 - 1 / (1 - exp(-lowerNonlinearity))',
      // Three straight parts of equal width.
      early: 'min(lasting, 1 / 3)',
      late: 'max(lasting - 2 / 3, 0)',
      share: 'lowSlope * early + highSlope * late + (3 - lowSlope - highSlope) * (lasting - early - late)',
      conductance: '(lowConductance + (highConductance - lowConductance) * share) * (1 + layerGain * layer)',
    },
    current: 'conductance * v',
    // An ohmic stack in series with the cell that host and reservoir form: at rest it stands at its open-circuit voltage.
    gate: 'gateConductance * (vg - openVolts * lasting)',
    rates: {
      layer: { rate: '1 / layerTime', target: 'tanh(raising / layerScale)' },
      lasting: {
        rate: 'loss + raise + lower',
        target: '(loss * restFilling + raise * raiseTarget + lower * lowerTarget) / (loss + raise + lower)',
      },
    },
    read: readVolts,
    measured: validControl,
    write: pulse(pulses.raise),
    erase: pulse(pulses.lower),
  })
}

function parameter(
  name: Name,
  options: IntercalationOptions,
): ParameterDefinition & { readonly value: number } {
  const [unit, range, meaning] = meanings[name]
  const spec = { unit: unit === 'u' ? (options.control === 'voltage' ? 'V' : 'A') : unit, range, meaning }
  const sourced = options.sourced[name] ?? fromPulses(name, options)
  if (sourced !== undefined) return { ...spec, value: sourced[0], source: sourced[1] }
  const assumed = options.assumed[name]
  if (assumed !== undefined) return { ...spec, value: assumed, source: assumedSource(options.name, name) }
  const usual = ordinary[name]
  if (usual === undefined) throw new OptionError(options.name, `no ${name}`, 'a value')
  return { ...spec, value: usual[0], source: usual[1] }
}

/** Amplitudes and times that follow from the printed pulses. */
function fromPulses(name: Name, { pulses, counted }: IntercalationOptions): SourcedValue | undefined {
  switch (name) {
    case 'raiseAmplitude':
      return [pulses.raise.amplitude, 'Table 1']
    case 'lowerAmplitude':
      return [pulses.lower.amplitude, 'Table 1']
    case 'raiseTime':
      return [pulses.raise.number * pulses.raise.width, `width (Table 1) times number of pulses (${counted})`]
    case 'lowerTime':
      return [pulses.lower.number * pulses.lower.width, `width (Table 1) times number of pulses (${counted})`]
    default:
      return undefined
  }
}

/**
 * Conductance of a gate stack of `area` square micrometres whose double layer, 10 uF/cm2 (0.1 pF/um2, the usual value of
 * electrolyte gates), charges within one pulse, S. One rule for all devices, since none prints its gate current.
 */
export function stackConductance(area: number, width: number): SourcedValue {
  return [
    (0.1e-12 * area) / width,
    'assumed: 10 uF/cm2 of channel area charge within one pulse; no claim depends on it',
  ]
}
