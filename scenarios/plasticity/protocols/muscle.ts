import { OptionError } from '../../../arrays/errors.ts'
import { driveMuscle, fibreMuscle } from '../muscle.ts'
import type { PlasticDevice } from '../specimens/plastic-device.ts'
import {
  countSetting,
  defineProtocol,
  levelList,
  numberSetting,
  type Protocol,
  pauseSetting,
  plain,
  widthSetting,
} from './protocol.ts'

/** Two thirds, all and four thirds of the device's pulse, and no more than its paper applied. */
function setLevels({ raise, validLevels }: PlasticDevice): number[] {
  const [low, high] = validLevels
  const levels = [2 / 3, 1, 4 / 3].map(share => Math.min(high, Math.max(low, share * raise.level)))
  return [...new Set(levels)]
}

/** The artificial muscle of the EC-MOF paper. */
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
      throw new OptionError(
        'muscle',
        `${device.name}, which answers with a voltage`,
        'a device that answers with a current',
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
    const name = (volts: number): string => `${plain(volts)} ${device.driveUnit}`
    const fitted = values['threshold-current'] === fibreMuscle.thresholdAmps && gain === fibreMuscle.gain
    return {
      ...(fitted && device.name !== 'ec-mof-h'
        ? {
            warnings: [
              `threshold-current and gain are fitted to the currents of ec-mof-h; with ${device.name} set those of its own muscle`,
            ],
          }
        : {}),
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
