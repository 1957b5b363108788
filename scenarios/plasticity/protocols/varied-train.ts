import { type PulseTrainOptions, pulseTrain } from '../pulse-train.ts'
import { retention } from '../retention.ts'
import type { PlasticDevice } from '../specimens/plastic-device.ts'
import { type Axis, type ProtocolResult, plain } from './protocol.ts'

/** One way of varying a train. */
export interface TrainVariation {
  /** Stem of the pictures, "sndp". */
  readonly name: string
  readonly x: Axis
  /** The setting that is varied, in order, and the train that it makes. */
  readonly values: readonly number[]
  train(value: number): PulseTrainOptions
  /** When the weight is read after the last pulse, s. */
  readonly after: number
}

/** Trains on fresh devices, one of their numbers varied: the last peak, and the weight that is read afterwards. */
export function runVariedTrain(device: PlasticDevice, variation: TrainVariation): ProtocolResult {
  const { name, x, values, after } = variation
  const { answer } = device
  const found = values.map(value => {
    const specimen = device.fresh()
    const { initialAmps, peakAmps } = pulseTrain(specimen, variation.train(value))
    return {
      initial: initialAmps,
      peak: peakAmps.at(-1)!,
      left: retention(specimen, { seconds: [after] }).amps[0],
    }
  })
  const peaks = found.map(({ peak }) => peak)
  const left = found.map(({ left: amps }) => amps)
  const initial = found[0].initial
  return {
    panels: [
      {
        name: `${name}-peak`,
        title: 'Last peak of the train',
        x,
        y: answer,
        curves: [{ name: device.name, x: values, y: peaks }],
      },
      {
        name: `${name}-weight`,
        title: after === 0 ? 'Read right after the train' : `Read ${plain(after)} s after the train`,
        x,
        y: answer,
        curves: [
          { name: device.name, x: values, y: left },
          { name: 'before', x: values, y: values.map(() => initial) },
        ],
      },
    ],
    figures: {
      'initial-read': { value: initial, unit: answer.unit, title: 'read before any pulse' },
      'first-read': {
        value: left[0],
        unit: answer.unit,
        title: `read after the train with ${x.label} ${valueText(x, values[0])}`,
      },
      'last-read': {
        value: left.at(-1)!,
        unit: answer.unit,
        title: `read after the train with ${x.label} ${valueText(x, values.at(-1)!)}`,
      },
    },
  }
}

function valueText({ unit }: Axis, value: number): string {
  return unit === '1' ? plain(value) : `${plain(value)} ${unit}`
}
