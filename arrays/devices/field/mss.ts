import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** Many switches that thermal noise flips between two states: their mean. */
export const mss: DeviceModel = defineDevice({
  name: 'mss',
  title: 'Metastable switches, their mean',
  source:
    'M. A. Nugent and T. W. Molter, AHaH computing: from metastable switches to attractors to machine learning, PLoS ONE 9, e85175 (2014), without its Schottky part',
  parameters: {
    rOn: { value: '500 ohm', range: ['1 mohm', '1 Tohm'], meaning: 'resistance of all switches on' },
    rOff: { value: '1.5 kohm', range: ['1 mohm', '1 Tohm'], meaning: 'resistance of all switches off' },
    vOn: {
      value: '0.27 V',
      range: [0, '100 V'],
      meaning: 'voltage at which half of the switches turn on within tau',
    },
    vOff: {
      value: '0.27 V',
      range: [0, '100 V'],
      meaning: 'negative voltage, as a magnitude, at which half of them turn off',
    },
    tau: { value: '0.1 ms', range: ['1 fs', '1 Ms'], meaning: 'time of a switch' },
  },
  states: { x: { range: [0, 1], start: 0, meaning: 'share of the switches that are on' } },
  let: {
    thermal: 'boltzmann * temperature / elementaryCharge',
    on: '1 / (1 + exp(-(v - vOn) / thermal))',
    off: '1 / (1 + exp((v + vOff) / thermal))',
  },
  current: '(x / rOn + (1 - x) / rOff) * v',
  rates: { x: { rate: '(on + off) / tau', target: 'on / (on + off)' } },
  read: '0.05 V',
  measured: ['-1 V', '1 V'],
  write: { volts: '0.5 V', width: '0.5 ms' },
  erase: { volts: '-0.5 V', width: '0.5 ms' },
})
