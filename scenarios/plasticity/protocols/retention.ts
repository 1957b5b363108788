import { fitRelaxation } from '../fit-relaxation.ts'
import { fitTwoRelaxations } from '../fit-two-relaxations.ts'
import { pulseTrain } from '../pulse-train.ts'
import { type Decay, retention } from '../retention.ts'
import {
  type Curve,
  countSetting,
  defineProtocol,
  levelSetting,
  type Protocol,
  type ProtocolFigure,
  pauseSetting,
  plain,
  tauFigure,
  widthSetting,
} from './protocol.ts'

/** Decay after a train, with fits. */
export const retentionProtocol: Protocol = defineProtocol({
  name: 'retention',
  title: 'Retention: decay after a train, with one and two exponentials',
  about:
    'A train on a fresh device, then ideal reads at equal times; least squares of a plateau and one exponential, and of two exponentials above the weight before the train.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude'),
    width: widthSetting(device.raise.width),
    interval: pauseSetting(device.raise.interval),
    number: countSetting(10, 'pulses of the train'),
    span: widthSetting(
      40 * (device.raise.width + device.raise.interval),
      'how long it is read after the last pulse',
    ),
    reads: countSetting(120, 'reads'),
  }),
  run(device, { level, width, interval, number, span, reads }) {
    const specimen = device.fresh()
    const { initialAmps } = pulseTrain(specimen, { volts: level, width, interval, number })
    const seconds = Array.from({ length: reads + 1 }, (_, k) => (span * k) / reads)
    const decay = retention(specimen, { seconds })
    const fits = fitDecay(decay, initialAmps)
    const { answer } = device
    const [start, end] = [decay.amps[0], decay.amps.at(-1)!]
    return {
      panels: [
        {
          name: 'decay',
          title: `After ${number} pulses`,
          x: { label: 'time', unit: 's' },
          y: answer,
          curves: [
            { name: device.name, x: seconds, y: Array.from(decay.amps) },
            ...fits.curves.map(curve => ({ ...curve, fits: device.name })),
            { name: 'before', x: [0, span], y: [initialAmps, initialAmps] },
          ],
        },
      ],
      figures: {
        before: { value: initialAmps, unit: answer.unit, title: 'read before the train' },
        start: { value: start, unit: answer.unit, title: 'read right after it' },
        end: { value: end, unit: answer.unit, title: `read ${plain(span)} s later` },
        kept: {
          value: (end - initialAmps) / (start - initialAmps),
          unit: '1',
          title: 'share of the change that is left',
        },
        ...fits.figures,
      },
    }
  },
})

/** Both fits, where the decay can be fitted: a device that keeps or does not answer has none. */
function fitDecay(
  decay: Decay,
  before: number,
): { curves: Curve[]; figures: Record<string, ProtocolFigure> } {
  const { seconds, amps } = decay
  const largest = amps.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
  const change = Math.abs(amps[0] - amps.at(-1)!)
  if (seconds.length < 8 || !(change > 1e-9 * largest)) return { curves: [], figures: {} }
  const x = Array.from(seconds)
  const one = fitRelaxation(decay)
  const curves: Curve[] = [
    { name: 'one exponential', x, y: x.map(time => one.plateau + one.amplitude * Math.exp(-time / one.tau)) },
  ]
  const times = { from: x[1] - x[0], to: x.at(-1)! - x[0] }
  const figures: Record<string, ProtocolFigure> = {
    tau: tauFigure(one.tau, times, 'time constant of one exponential with a plateau'),
  }
  const sign = Math.sign(amps[0] - before)
  const above = amps.map(value => sign * (value - before))
  if (above.every(value => value > 0)) {
    const { fast, fastTau, slow, slowTau } = fitTwoRelaxations({ seconds, amps: above })
    const level = (time: number): number =>
      before + sign * (fast * Math.exp(-time / fastTau) + slow * Math.exp(-time / slowTau))
    curves.push({ name: 'two exponentials', x, y: x.map(level) })
    figures.tau1 = tauFigure(fastTau, times, 'faster of two time constants')
    figures.tau2 = tauFigure(slowTau, times, 'slower of two time constants')
  }
  return { curves, figures }
}
