import { idealRead } from '../ideal-read.ts'
import { pulseTrain } from '../pulse-train.ts'
import {
  countSetting,
  defineProtocol,
  levelSetting,
  type Protocol,
  pauseSetting,
  plain,
  widthSetting,
} from './protocol.ts'

/** Repeated sessions. */
export const consolidationProtocol: Protocol = defineProtocol({
  name: 'consolidation',
  title: 'Memory consolidation by repeated sessions',
  about:
    'Sessions of pulses with long pauses between; what is left before the next session. Beside it as many pulses in one session.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude'),
    width: widthSetting(device.raise.width),
    interval: pauseSetting(device.raise.interval),
    number: countSetting(10, 'pulses of a session'),
    sessions: countSetting(5, 'sessions'),
    pause: widthSetting(100 * (device.raise.width + device.raise.interval), 'pause after each session'),
  }),
  run(device, { level, width, interval, number, sessions, pause }) {
    const specimen = device.fresh()
    const read = (): number => idealRead(specimen)
    const train = { volts: level, width, interval }
    const before = read()
    const count = Array.from({ length: sessions }, (_, k) => k + 1)
    const ends: number[] = []
    const left = count.map(() => {
      pulseTrain(specimen, { ...train, number })
      ends.push(read())
      specimen.advance(0, pause)
      return read()
    })
    const massed = device.fresh()
    pulseTrain(massed, { ...train, number: number * sessions })
    massed.advance(0, pause)
    const atOnce = idealRead(massed)
    const { answer } = device
    return {
      panels: [
        {
          name: 'sessions',
          title: `Sessions of ${number} pulses, ${plain(pause)} s apart`,
          x: { label: 'session', unit: '1' },
          y: answer,
          curves: [
            { name: 'after the session', x: count, y: ends },
            { name: 'before the next', x: count, y: left },
            { name: 'all pulses at once', x: count, y: count.map(() => atOnce) },
          ],
        },
      ],
      figures: {
        before: { value: before, unit: answer.unit, title: 'read before the first session' },
        'left-first': {
          value: left[0],
          unit: answer.unit,
          title: 'left after the first session and its pause',
        },
        'left-last': {
          value: left.at(-1)!,
          unit: answer.unit,
          title: 'left after the last session and its pause',
        },
        'left-at-once': {
          value: atOnce,
          unit: answer.unit,
          title: 'left after as many pulses in one session',
        },
      },
    }
  },
})
