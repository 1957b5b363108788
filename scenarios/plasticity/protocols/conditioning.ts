import { classicalConditioning } from '../classical-conditioning.ts'
import {
  countSetting,
  defineProtocol,
  levelSetting,
  listSetting,
  numberSetting,
  type Protocol,
  plain,
  widthSetting,
} from './protocol.ts'

/** Pavlov's dog. */
export const conditioningProtocol: Protocol = defineProtocol({
  name: 'conditioning',
  aliases: ['pavlov'],
  title: 'Classical conditioning',
  about:
    'Food alone, bell alone, pairs of both, then the bell alone until it fails. The threshold of a response, where it is not given, lies halfway between the bell before and right after the pairing.',
  settings: device => ({
    food: levelSetting(device, device.raise.level, 'amplitude of the food'),
    'food-width': widthSetting(2 * device.raise.width, 'its duration'),
    bell: levelSetting(device, 0.4 * device.raise.level, 'amplitude of the bell'),
    'bell-width': widthSetting(device.raise.width, 'its duration'),
    pairs: countSetting(10, 'pairs of bell and food'),
    interval: widthSetting(device.raise.interval || device.raise.width, 'rest between pairs'),
    rest: widthSetting(100 * (device.raise.width + device.raise.interval), 'rest before the pairing'),
    probes: listSetting(
      's',
      [1, 10, 30, 100, 300].map(times => times * (device.raise.width + device.raise.interval)),
      'when the bell sounds alone after the last pair',
    ),
    threshold: numberSetting(
      device.answer.unit,
      0,
      [0, 1e12],
      'response that counts, as a magnitude; 0: halfway',
    ),
  }),
  run(device, values) {
    const { pairs, interval, rest, probes } = values
    const found = classicalConditioning(device.fresh(), {
      food: { volts: values.food, width: values['food-width'] },
      bell: { volts: values.bell, width: values['bell-width'] },
      pairs,
      interval,
      rest,
      probes,
    })
    const after = Array.from(found.bellAfter, Math.abs)
    const before = Math.abs(found.bellBefore)
    const threshold = values.threshold === 0 ? (before + after[0]) / 2 : values.threshold
    const fails = after.findIndex(response => response < threshold)
    const { answer } = device
    const paired = Array.from(found.bellPaired)
    return {
      panels: [
        {
          name: 'pairing',
          title: 'Answer to the bell in each pair',
          x: { label: 'pair', unit: '1' },
          y: answer,
          curves: [{ name: 'bell', x: paired.map((_, k) => k + 1), y: paired }],
        },
        {
          name: 'extinction',
          title: 'Answer to the bell alone',
          x: { label: 'time', unit: 's', log: true },
          y: answer,
          curves: [
            { name: 'after pairing', x: probes, y: Array.from(found.bellAfter) },
            { name: 'before pairing', x: probes, y: probes.map(() => found.bellBefore) },
            { name: 'threshold', x: probes, y: probes.map(() => Math.sign(found.bellBefore) * threshold) },
          ],
        },
      ],
      figures: {
        'food-before': { value: found.foodBefore, unit: answer.unit, title: 'food alone, before' },
        'bell-before': { value: found.bellBefore, unit: answer.unit, title: 'bell alone, before' },
        'bell-after': {
          value: found.bellAfter[0],
          unit: answer.unit,
          title: `bell alone, ${plain(probes[0])} s after pairing`,
        },
        threshold: { value: threshold, unit: answer.unit, title: 'response that counts' },
        conditioned: {
          value: before < threshold && after[0] >= threshold ? 1 : 0,
          unit: '1',
          title: '1 where only pairing makes the bell trigger',
        },
        'extinct-after': {
          value: fails === -1 ? Number.NaN : probes[fails],
          unit: 's',
          title: 'first probe at which the bell fails again',
        },
      },
    }
  },
})
