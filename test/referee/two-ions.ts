import type { DeviceModel } from '../../arrays/devices/model.ts'

/** A made-up device for the referee: a fast volatile ion, a slow one with a threshold, and a current that bends. */
export const twoIons: DeviceModel = {
  name: 'two-ions',
  title: 'Two ions',
  citation: 'none: a device for tests',
  states: [
    {
      name: 'fast',
      unit: '1',
      range: [0, 1],
      initial: 0.1,
      meaning: 'volatile',
      rate: fastRate,
      target: fastTarget,
    },
    {
      name: 'slow',
      unit: '1',
      range: [0, 1],
      initial: 0.4,
      meaning: 'lasting',
      rate: slowRate,
      target: slowTarget,
    },
  ],
  parameters: [
    { name: 'conductance', unit: 'S', value: 1e-5, range: [0, 1], meaning: 'scale', source: 'made up' },
    { name: 'decay', unit: 's', value: 0.02, range: [1e-6, 1e3], meaning: 'fast decay', source: 'made up' },
    {
      name: 'threshold',
      unit: 'V',
      value: 0.6,
      range: [0, 10],
      meaning: 'slow threshold',
      source: 'made up',
    },
  ],
  current,
  slope,
  functions: [beyond],
  linear: false,
  validVolts: [-2, 2],
  readVolts: 0.1,
}

function current(v: number, fast: number, slow: number, conductance: number): number {
  return conductance * (0.1 + fast + 3 * slow) * (v + v ** 3 / 4)
}

function slope(v: number, fast: number, slow: number, conductance: number): number {
  return conductance * (0.1 + fast + 3 * slow) * (1 + (3 * v * v) / 4)
}

function fastRate(v: number, _conductance: number, decay: number): number {
  return 1 / decay + 40 * Math.abs(v)
}

function fastTarget(v: number, _conductance: number, decay: number): number {
  if (v <= 0) {
    return 0
  }
  return (40 * v) / (1 / decay + 40 * v)
}

function slowRate(v: number, _conductance: number, _decay: number, threshold: number): number {
  return beyond(v, threshold) + beyond(-v, threshold) + 0.01
}

function slowTarget(v: number, _conductance: number, _decay: number, threshold: number): number {
  return beyond(v, threshold) / (beyond(v, threshold) + beyond(-v, threshold) + 0.01)
}

/** Rate of the slow ion beyond its threshold, 1/s. */
function beyond(v: number, threshold: number): number {
  let over = v - threshold
  if (over < 0) {
    over = 0
  }
  return 30 * over * over
}
