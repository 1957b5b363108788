import { idealRead } from '../ideal-read.ts'
import { applySpikePair } from '../spike-timing.ts'
import {
  countSetting,
  defineProtocol,
  levelSetting,
  type Protocol,
  pauseSetting,
  plain,
  widthSetting,
} from './protocol.ts'

/** Spike-timing-dependent plasticity. */
export const spikeTimingProtocol: Protocol = defineProtocol({
  name: 'stdp',
  title: 'Spike-timing-dependent plasticity (STDP)',
  about:
    'Pre- and postsynaptic spikes that overlap on the two terminals, each a pulse with a tail of the other sign that falls in a straight line; the change of the weight against that of a device at rest, for each delay.',
  settings: device => ({
    level: levelSetting(device, device.raise.level / 2, 'amplitude of the pulse of a spike'),
    width: widthSetting(device.raise.width),
    tail: levelSetting(device, device.raise.level / 2, 'amplitude at which the tail of a spike starts'),
    'tail-width': widthSetting(4 * device.raise.width, 'duration of the tail'),
    delays: countSetting(12, 'delays on each side, from 1/delays of a spike to a whole one'),
    pairs: countSetting(5, 'pairs of spikes'),
    rest: pauseSetting(10 * device.raise.width, 'rest after each pair'),
  }),
  run(device, { level, width, tail, 'tail-width': tailWidth, delays, pairs, rest }) {
    const shape = { level, width, tail, tailWidth }
    const side = Array.from({ length: delays }, (_, k) => ((k + 1) / delays) * (width + tailWidth))
    const times = [...side.map(seconds => -seconds).reverse(), ...side]
    const changes = times.map(delay => {
      const specimen = device.fresh()
      const twin = specimen.copy()
      for (let pair = 0; pair < pairs; pair++) {
        const seconds = applySpikePair(specimen, shape, delay)
        specimen.advance(0, rest)
        twin.advance(0, seconds + rest)
      }
      return idealRead(specimen) - idealRead(twin)
    })
    const before = idealRead(device.fresh())
    const relative = before === 0 ? changes : changes.map(change => (100 * change) / before)
    const y =
      before === 0
        ? { label: 'change', unit: device.answer.unit }
        : { label: 'change of the weight', unit: '%' }
    const [post, pre] = [relative[delays - 1], relative[delays]]
    return {
      panels: [
        {
          name: 'stdp',
          title: `${pairs} pairs of spikes`,
          x: { label: 'delay post minus pre', unit: 's' },
          y,
          curves: [{ name: device.name, x: times, y: relative }],
        },
      ],
      figures: {
        'pre-first': {
          value: pre,
          unit: y.unit,
          title: `change at the shortest delay of ${plain(side[0])} s, pre first`,
        },
        'post-first': { value: post, unit: y.unit, title: 'the same, post first' },
      },
    }
  },
})
