import { driveMuscle, fibreMuscle } from '../muscle.ts'
import type { PlasticDevice } from '../specimens/plastic-device.ts'
import {
  countSetting,
  defineProtocol,
  levelList,
  numberSetting,
  type Protocol,
  pauseSetting,
  widthSetting,
} from './protocol.ts'

/** Two thirds, all and four thirds of the device's pulse, and no more than its paper applied. */
function setLevels({ raise, validLevels }: PlasticDevice): number[] {
  const [low, high] = validLevels
  return [2 / 3, 1, 4 / 3].map(share => Math.min(high, Math.max(low, share * raise.level)))
}

/** The artificial muscle of paper 000. */
export const muscleProtocol: Protocol = defineProtocol({
  name: 'muscle',
  title: 'Artificial muscle: pulses to current to force',
  about:
    'Sets of pulses of different amplitude through a fresh synapse (ec-mof-h in the paper); the force of an alloy-fibre actuator, which is slack up to a threshold of the current and linear above. Threshold and gain are fitted to two of the three printed forces.',
  settings: device => ({
    level: levelList(device, setLevels(device), 'amplitude of each set'),
    width: widthSetting(device.raise.width),
    interval: pauseSetting(device.raise.interval),
    number: countSetting(10, 'pulses of a set'),
    'threshold-current': numberSetting(
      'A',
      fibreMuscle.thresholdAmps,
      [0, 1e12],
      'current below which the muscle is slack',
    ),
    gain: numberSetting('N/A', fibreMuscle.gain, [0, 1e30], 'force over the current above it'),
  }),
  run(device, values) {
    if (device.answer.unit !== 'A') {
      throw new RangeError(
        `muscle: found ${device.name}, which answers with a voltage; expected a device that answers with a current`,
      )
    }
    const { level, width, interval, number, gain } = values
    const sets = driveMuscle(device.fresh, {
      amplitudes: level,
      width,
      interval,
      number,
      actuator: { thresholdAmps: values['threshold-current'], gain },
    })
    const pulses = Array.from({ length: number }, (_, k) => k + 1)
    const name = (volts: number): string => `${Number(volts.toPrecision(3))} ${device.driveUnit}`
    return {
      panels: [
        {
          name: 'current',
          title: 'Peak of the postsynaptic current',
          x: { label: 'pulse', unit: '1' },
          y: device.answer,
          curves: sets.map(({ volts, peakAmps }) => ({
            name: name(volts),
            x: pulses,
            y: Array.from(peakAmps),
          })),
        },
        {
          name: 'force',
          title: 'Force of the actuator',
          x: { label: 'pulse', unit: '1' },
          y: { label: 'force', unit: 'N' },
          curves: sets.map(({ volts, force }) => ({ name: name(volts), x: pulses, y: Array.from(force) })),
        },
      ],
      figures: Object.fromEntries(
        sets.map(({ volts, force }, k) => [
          `force-${k + 1}`,
          { value: Math.max(...force), unit: 'N', title: `largest force of the set at ${name(volts)}` },
        ]),
      ),
    }
  },
})
