import { defineDevice } from '../../arrays/devices/define-device.ts'
import type { DeviceModel } from '../../arrays/devices/model.ts'

/** A made-up device for the referee: a fast volatile ion, a slow one with a threshold, and a current that bends. */
export const twoIons: DeviceModel = defineDevice({
  name: 'two-ions',
  title: 'Two ions',
  source: 'none: a device for tests',
  states: {
    fast: { range: [0, 1], start: 0.1, meaning: 'volatile' },
    slow: { range: [0, 1], start: 0.4, meaning: 'lasting' },
  },
  parameters: {
    conductance: { value: '1e-5 S', range: [0, 1], meaning: 'scale', source: 'made up' },
    decay: { value: '0.02 s', range: [1e-6, 1e3], meaning: 'fast decay', source: 'made up' },
    threshold: { value: '0.6 V', range: [0, 10], meaning: 'slow threshold', source: 'made up' },
  },
  let: {
    arriving: 'max(v, 0) * 40',
    // Rate of the slow ion beyond its threshold, 1/s.
    above: '30 * max(v - threshold, 0) ** 2',
    below: '30 * max(-v - threshold, 0) ** 2',
    away: 'below + 0.01',
  },
  current: 'conductance * (0.1 + fast + 3 * slow) * (v + v ** 3 / 4)',
  rates: {
    fast: { rate: '1 / decay + 40 * abs(v)', target: 'arriving / (1 / decay + arriving)' },
    slow: { rate: 'above + away', target: 'above / (above + away)' },
  },
  read: 0.1,
  measured: [-2, 2],
})
