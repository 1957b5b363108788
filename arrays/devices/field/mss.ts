import { twoTerminalDeviceOf } from '../define-device.ts'
import type { DeviceDefinition } from '../device-definition.ts'
import type { DeviceModel } from '../model.ts'

const MEAN: DeviceDefinition = {
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
}
const { parameters, let: laws } = MEAN

/** Many switches that thermal noise flips between two states: their mean. */
export const mss: DeviceModel = twoTerminalDeviceOf(MEAN)

/**
 * A number of switches, each of which flips by itself: the share that is on walks about its mean. What flips in a pulse is binomial;
 * it is drawn as a normal number of the same variance, to first order in how far the mean moves in a pulse.
 */
export const mssStochastic: DeviceModel = twoTerminalDeviceOf({
  ...MEAN,
  name: 'mss-stochastic',
  title: 'Metastable switches, a number of them',
  parameters: {
    ...parameters,
    switches: {
      value: 1000,
      range: [1, 1e12],
      meaning: 'how many there are; ours, the source leaves it open',
    },
    pulse: {
      value: '10 us',
      range: ['1 fs', '1 Ms'],
      meaning:
        'width of the pulses that are driven: what flips in one is drawn with the variance of that time',
    },
  },
  let: {
    ...laws,
    pace: '(on + off) / tau',
    // Switches that flip in a second, over their number: the variance of the share grows by it.
    flips: '(on * (1 - x) + off * x) / (tau * switches)',
    // The mean of a relaxing walk over a pulse of z = pace * pulse grows with the variance of a free one times z / (2 tanh(z / 2)).
    z: 'pace * pulse',
    gain: 'sqrt(flips / pulse * (z < 1e-6 ? 1 : z / 2 / tanh(z / 2)))',
  },
  rates: { x: 'pace * (on / (on + off) - x) + gain * noise' },
  write: { volts: '0.5 V', width: '10 us', number: 50 },
  erase: { volts: '-0.5 V', width: '10 us', number: 50 },
})
