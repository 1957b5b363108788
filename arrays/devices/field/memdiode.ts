import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** Two diodes back to back behind a resistance, all three by the state, which forms and breaks at its own pace for each polarity. */
export const memdiode: DeviceModel = defineDevice({
  name: 'memdiode',
  title: 'Dynamic memdiode of Miranda and Suñé',
  source:
    'F. L. Aguirre, J. Suñé and E. Miranda, SPICE implementation of the dynamic memdiode model for bipolar resistive switching devices, Micromachines 13, 330 (2022); numbers of the public subcircuit memdiode2 of that model, which names no table',
  parameters: {
    iMin: { value: '1.8 uA', range: [0, '1 kA'], meaning: 'amplitude of the current without a filament' },
    iMax: { value: '1.23 mA', range: [0, '1 kA'], meaning: 'amplitude of the current of a whole one' },
    alphaMin: { value: '3 1/V', range: [0, 1e3], meaning: 'how fast the current bends without a filament' },
    alphaMax: { value: '3.8 1/V', range: [0, 1e3], meaning: 'the same of a whole one' },
    rsMin: { value: '117 ohm', range: ['1 mohm', '1 Tohm'], meaning: 'series resistance without a filament' },
    rsMax: { value: '256 ohm', range: ['1 mohm', '1 Tohm'], meaning: 'series resistance of a whole one' },
    beta: { value: 0.308, range: [0, 1], meaning: 'share of alpha that acts at positive voltages' },
    t0s: {
      value: '1.796e6 s',
      range: [1e-30, 1e30],
      meaning: 'time to form the filament, carried on to 0 V',
    },
    v0s: { value: '0.0899 V', range: ['1 mV', '100 V'], meaning: 'volts that shorten it e-fold' },
    t0r: { value: '132 s', range: [1e-30, 1e30], meaning: 'time to break the filament, carried on to 0 V' },
    v0r: { value: '0.1905 V', range: ['1 mV', '100 V'], meaning: 'negative volts that shorten it e-fold' },
  },
  states: {
    h: { range: [0, 1], start: 0, meaning: 'memory state: 0 without a filament, 1 with a whole one' },
  },
  let: {
    amplitude: 'iMax * h + iMin * (1 - h)',
    alpha: 'alphaMax * h + alphaMin * (1 - h)',
    series: 'rsMax * h + rsMin * (1 - h)',
    inside: 'v - series * amps',
    forming: 'exp(v / v0s) / t0s',
    breaking: 'exp(-v / v0r) / t0r',
  },
  unknown: {
    amps: {
      equation: 'amps - amplitude * (exp(beta * alpha * inside) - exp(-(1 - beta) * alpha * inside))',
      between: ['min(0, v / series)', 'max(0, v / series)'],
    },
  },
  current: 'amps',
  rates: { h: { rate: 'forming + breaking', target: 'forming / (forming + breaking)' } },
  read: '0.1 V',
  measured: ['-1.3 V', '1.3 V'],
  // Volts are those of the subcircuit's own test, widths are ours.
  write: { volts: '1.3 V', width: '3 s' },
  erase: { volts: '-1.3 V', width: '1 s' },
})
