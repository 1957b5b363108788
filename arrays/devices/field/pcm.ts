import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/**
 * Phase change memory after iterative programming: a pulse of `write` sets a cell to its target with the spread that was measured, a
 * pulse of `erase` to nothing, and the conductance falls as a power of the time since. Nothing else moves it.
 */
export const pcm: DeviceModel = defineDevice({
  name: 'pcm',
  title: 'Phase change memory with programming spread and drift',
  source:
    'V. Joshi et al., Nat. Commun. 11, 2473 (2020), and S. R. Nandakumar et al., ICECS 2019; numbers as in PCMLikeNoiseModel of aihwkit',
  parameters: {
    gTarget: { value: '25 uS', range: [0, '1 mS'], meaning: 'conductance that write programs' },
    gMax: { value: '25 uS', range: ['1 nS', '1 mS'], meaning: 'largest conductance' },
    spread0: { value: '0.26348 uS', range: [0, '1 mS'], meaning: 'spread of programming at 0' },
    spread1: { value: '1.9650 uS', range: ['-1 mS', '1 mS'], meaning: 'its part by g/gMax' },
    spread2: { value: '-1.1731 uS', range: ['-1 mS', '1 mS'], meaning: 'its part by (g/gMax)^2' },
    nuSlope: {
      value: 0.0155,
      range: [0, 1],
      meaning: 'fall of the drift exponent with the logarithm of g/gMax',
    },
    nuMax: { value: 0.0244, range: [0, 1], meaning: 'drift exponent at gMax, before its ends' },
    nuLow: { value: 0.049, range: [0, 1], meaning: 'lower end of the drift exponent' },
    nuHigh: { value: 0.1, range: [0, 1], meaning: 'upper end of the drift exponent' },
    t0: { value: '20 s', range: ['1 ns', '1 Ms'], meaning: 'time after programming at which g was measured' },
  },
  states: {
    g: { range: [0, '50 uS'], start: 0, meaning: 'conductance at the time t0 after programming' },
    age: { range: [0, '1e12 s'], start: 0, meaning: 'time since t0' },
  },
  let: {
    pulse: 'v > 2.45 ? 1 : v < -2.45 ? 2 : 0',
    goal: 'v > 0 ? gTarget : 0',
    spread: 'spread0 + spread1 * goal / gMax + spread2 * (goal / gMax) ** 2',
    nu: 'max(nuLow, min(nuHigh, nuMax - nuSlope * log(max(1e-7, g / gMax))))',
  },
  current: 'v * g * (1 + age / t0) ** (-nu)',
  rates: {
    // A pulse is thirty times as long as the state takes.
    g: 'pulse > 0 ? (max(0, goal + spread * noise) - g) / 10e-9 : 0',
    age: 'pulse > 0 ? -age / 10e-9 : 1',
  },
  read: '0.2 V',
  measured: ['-2.5 V', '2.5 V'],
  // The model has no volts: these tell write from erase and from everything else.
  write: { volts: '2.5 V', width: '300 ns' },
  erase: { volts: '-2.5 V', width: '300 ns' },
})
