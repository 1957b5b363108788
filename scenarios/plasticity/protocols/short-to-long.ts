import { pulseTrain } from '../pulse-train.ts'
import { retention } from '../retention.ts'
import {
  defineProtocol,
  levelSetting,
  listSetting,
  type Protocol,
  pauseSetting,
  plain,
  widthSetting,
} from './protocol.ts'

/** Short-term to long-term plasticity. */
export const shortToLongProtocol: Protocol = defineProtocol({
  name: 'stp-ltp',
  title: 'Short-term to long-term plasticity',
  about:
    'Trains of more and more pulses on fresh devices; the decay after each, and the share of the change that is left at its end.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude'),
    width: widthSetting(device.raise.width),
    interval: pauseSetting(device.raise.interval),
    number: listSetting('1', [1, 5, 10, 20, 50, 100], 'pulses of each train'),
    span: widthSetting(100 * (device.raise.width + device.raise.interval), 'how long a decay is watched'),
  }),
  run(device, { level, width, interval, number, span }) {
    const counts = number.map(count => Math.max(1, Math.round(count)))
    const seconds = Array.from({ length: 101 }, (_, k) => (span * k) / 100)
    const decays = counts.map(count => {
      const specimen = device.fresh()
      const { initialAmps } = pulseTrain(specimen, { volts: level, width, interval, number: count })
      const amps = Array.from(retention(specimen, { seconds }).amps)
      return { amps, kept: (amps.at(-1)! - initialAmps) / (amps[0] - initialAmps) }
    })
    const kept = decays.map(decay => decay.kept)
    return {
      panels: [
        {
          name: 'decays',
          title: 'After trains of different length',
          x: { label: 'time', unit: 's' },
          y: device.answer,
          curves: decays.map(({ amps }, k) => ({ name: pulses(counts[k]), x: seconds, y: amps })),
        },
        {
          name: 'kept',
          title: `Share of the change left after ${plain(span)} s`,
          x: { label: 'number of pulses', unit: '1' },
          y: { label: 'share left', unit: '1' },
          curves: [{ name: device.name, x: counts, y: kept }],
        },
      ],
      figures: {
        'kept-fewest': { value: kept[0], unit: '1', title: `share left after ${pulses(counts[0])}` },
        'kept-most': { value: kept.at(-1)!, unit: '1', title: `share left after ${pulses(counts.at(-1)!)}` },
      },
    }
  },
})

function pulses(count: number): string {
  return count === 1 ? '1 pulse' : `${count} pulses`
}
