import { type Facilitation, fitFacilitation } from '../fit-facilitation.ts'
import { pulseEnergy } from '../pulse-energy.ts'
import { pulseTrain } from '../pulse-train.ts'
import {
  type Curve,
  defineProtocol,
  levelSetting,
  listSetting,
  type Protocol,
  type ProtocolFigure,
  plain,
  tauFigure,
  widthSetting,
} from './protocol.ts'

/** Pauses that span what a device forgets in, in units of its own pause. */
export const PAUSES: readonly number[] = [0.2, 0.5, 1, 2, 5, 10, 20, 50]

/** Paired-pulse facilitation. */
export const pairedPulseProtocol: Protocol = defineProtocol({
  name: 'ppf',
  title: 'Paired-pulse facilitation (PPF)',
  about:
    'Two equal pulses on a fresh device; A2/A1 of their peaks against the pause between them, fitted with 100 % and two exponentials.',
  settings: device => ({
    level: levelSetting(device, device.raise.level, 'amplitude of both pulses'),
    width: widthSetting(device.raise.width),
    interval: listSetting(
      's',
      PAUSES.map(share => share * device.raise.interval),
      'end of the first pulse to the start of the second',
    ),
  }),
  run(device, { level, width, interval }) {
    const once = device.fresh()
    const joules = pulseEnergy(once, level, width)
    const first = pulseTrain(once, { volts: level, width }).peakAmps[0]
    const indices = interval.map(seconds => {
      const twin = once.copy()
      twin.advance(0, seconds)
      return (100 * pulseTrain(twin, { volts: level, width }).peakAmps[0]) / first
    })
    const fit = fitFacilitation(interval, indices)
    return {
      panels: [
        {
          name: 'ppf',
          title: 'Second peak over first',
          x: { label: 'interval', unit: 's', log: true },
          y: { label: 'PPF index A2/A1', unit: '%' },
          curves: [
            { name: device.name, x: interval, y: indices },
            ...(fit === undefined ? [] : [fittedCurve(device.name, fit, interval)]),
          ],
        },
      ],
      figures: {
        'first-peak': { value: first, unit: device.answer.unit, title: 'peak of the first pulse, A1' },
        'first-energy': { value: joules, unit: 'J', title: 'energy of the first pulse' },
        'ppf-index': { value: indices[0], unit: '%', title: `A2/A1 at a pause of ${plain(interval[0])} s` },
        'last-ppf-index': {
          value: indices.at(-1)!,
          unit: '%',
          title: `A2/A1 at a pause of ${plain(interval.at(-1)!)} s`,
        },
        ...(fit === undefined ? {} : fitFigures(fit, interval)),
      },
    }
  },
})

/** Points between two intervals, so that the fit is a smooth line. */
const BETWEEN = 12

function fittedCurve(device: string, fit: Facilitation, intervals: readonly number[]): Curve {
  const sorted = intervals.toSorted((a, b) => a - b)
  const x = sorted.flatMap((interval, k) => {
    const next = sorted[k + 1]
    if (next === undefined) return [interval]
    return Array.from({ length: BETWEEN }, (_, n) =>
      n === 0 ? interval : interval + ((next - interval) * n) / BETWEEN,
    )
  })
  return { name: 'two exponentials', x, y: x.map(fit.index), fits: device }
}

function fitFigures(
  { c1, tau1, c2, tau2 }: Facilitation,
  intervals: readonly number[],
): Record<string, ProtocolFigure> {
  const times = { from: Math.min(...intervals), to: Math.max(...intervals) }
  return {
    c1: { value: c1, unit: '%', title: 'amplitude of the faster exponential' },
    tau1: tauFigure(tau1, times, 'faster of two time constants'),
    c2: { value: c2, unit: '%', title: 'amplitude of the slower exponential' },
    tau2: tauFigure(tau2, times, 'slower of two time constants'),
  }
}
