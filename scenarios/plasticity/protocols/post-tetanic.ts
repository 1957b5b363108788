import { pulseTrain } from '../pulse-train.ts'
import { PAUSES } from './paired-pulse.ts'
import {
  countSetting,
  defineProtocol,
  levelSetting,
  listSetting,
  type Protocol,
  plain,
  widthSetting,
} from './protocol.ts'

/** Post-tetanic potentiation. */
export const postTetanicProtocol: Protocol = defineProtocol({
  name: 'ptp',
  title: 'Post-tetanic potentiation (PTP)',
  about:
    'A train of equal pulses on a fresh device; its last peak against its first, for each pause between pulses.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude'),
    width: widthSetting(device.raise.width),
    interval: listSetting(
      's',
      PAUSES.map(share => share * device.raise.interval),
      'pause between pulses',
    ),
    number: countSetting(10, 'pulses of the train'),
  }),
  run(device, { level, width, interval, number }) {
    const indices = interval.map(pause => {
      const { peakAmps } = pulseTrain(device.fresh(), { volts: level, width, interval: pause, number })
      return (100 * peakAmps[number - 1]) / peakAmps[0]
    })
    return {
      panels: [
        {
          name: 'ptp',
          title: `Peak ${number} over peak 1`,
          x: { label: 'interval', unit: 's', log: true },
          y: { label: `PTP index A${number}/A1`, unit: '%' },
          curves: [{ name: device.name, x: interval, y: indices }],
        },
      ],
      figures: {
        'ptp-index': {
          value: indices[0],
          unit: '%',
          title: `A${number}/A1 at a pause of ${plain(interval[0])} s`,
        },
        'last-ptp-index': {
          value: indices.at(-1)!,
          unit: '%',
          title: `A${number}/A1 at a pause of ${plain(interval.at(-1)!)} s`,
        },
      },
    }
  },
})
