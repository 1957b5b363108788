import { pulseTrain } from '../pulse-train.ts'
import { retention } from '../retention.ts'
import {
  countSetting,
  defineProtocol,
  levelSetting,
  type Protocol,
  pauseSetting,
  widthSetting,
} from './protocol.ts'

/** Learning, forgetting, relearning. */
export const relearningProtocol: Protocol = defineProtocol({
  name: 'relearning',
  title: 'Learning, forgetting, relearning',
  about: 'A train, a pause, and pulses until the level of the first train is reached again.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude'),
    width: widthSetting(device.raise.width),
    interval: pauseSetting(device.raise.interval),
    number: countSetting(30, 'pulses of the first train'),
    forget: widthSetting(40 * (device.raise.width + device.raise.interval), 'pause between the trains'),
  }),
  run(device, { level, width, interval, number, forget }) {
    const specimen = device.fresh()
    const train = { volts: level, width, interval, number }
    const { initialAmps, readAmps } = pulseTrain(specimen, train)
    const learnt = Array.from(readAmps)
    const seconds = Array.from({ length: 51 }, (_, k) => (forget * k) / 50)
    const forgetting = Array.from(retention(specimen, { seconds }).amps)
    const again = Array.from(pulseTrain(specimen, train).readAmps)
    const target = learnt.at(-1)!
    const sign = Math.sign(target - learnt[0]) || 1
    const index = again.findIndex(read => sign * (read - target) >= 0)
    const needed = index === -1 ? Number.NaN : index + 1
    const pulse = (_: number, k: number): number => k + 1
    const { answer } = device
    return {
      panels: [
        {
          name: 'learning',
          title: 'Weight after each pulse',
          x: { label: 'pulse', unit: '1' },
          y: answer,
          curves: [
            { name: 'learning', x: learnt.map(pulse), y: learnt },
            { name: 'relearning', x: again.map(pulse), y: again },
          ],
        },
        {
          name: 'forgetting',
          title: 'Between the trains',
          x: { label: 'time', unit: 's' },
          y: answer,
          curves: [{ name: device.name, x: seconds, y: forgetting }],
        },
      ],
      figures: {
        'pulses-to-learn': { value: number, unit: '1', title: 'pulses of the first train' },
        'pulses-to-relearn': { value: needed, unit: '1', title: 'pulses of the second to the same level' },
        forgotten: {
          value: (target - forgetting.at(-1)!) / (target - initialAmps),
          unit: '1',
          title: 'share of what the first train brought that was forgotten',
        },
      },
    }
  },
})
