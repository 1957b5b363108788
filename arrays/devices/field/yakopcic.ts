import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** A sinh junction whose height moves beyond two thresholds, slower near its ends. */
export const yakopcic: DeviceModel = defineDevice({
  name: 'yakopcic',
  title: 'Generalized memristor of Yakopcic',
  source:
    'C. Yakopcic, T. M. Taha, G. Subramanyam, R. E. Pino and S. Rogers, IEEE Electron Device Lett. 32, 1436 (2011); C. Yakopcic et al., IEEE Trans. Comput.-Aided Des. 32, 1201 (2013); numbers of their SPICE model',
  parameters: {
    a1: { value: '0.17 A', range: [0, 1e6], meaning: 'size of the current at positive voltages' },
    a2: { value: '0.17 A', range: [0, 1e6], meaning: 'the same at negative ones' },
    b: { value: '0.05 1/V', range: [1e-6, 1e3], meaning: 'how fast the current bends upwards' },
    vp: { value: '0.16 V', range: [0, '100 V'], meaning: 'positive threshold' },
    vn: { value: '0.15 V', range: [0, '100 V'], meaning: 'negative threshold, as a magnitude' },
    ap: { value: '4000 1/s', range: [0, 1e30], meaning: 'speed beyond the positive threshold' },
    an: { value: '4000 1/s', range: [0, 1e30], meaning: 'speed beyond the negative one' },
    xp: { value: 0.3, range: [0, 0.999], meaning: 'state from which the rise slows down' },
    xn: { value: 0.5, range: [0, 0.999], meaning: 'distance from 1 from which the fall slows down' },
    alphap: { value: 1, range: [0, 100], meaning: 'how fast the rise slows down' },
    alphan: { value: 5, range: [0, 100], meaning: 'how fast the fall slows down' },
    eta: { value: 1, range: [-1, 1], meaning: 'sign of the motion at positive voltages' },
  },
  states: { x: { range: [0, 1], start: 0.11, meaning: 'share of the largest conductance' } },
  let: {
    speed: 'v > vp ? ap * (exp(v) - exp(vp)) : v < -vn ? -an * (exp(-v) - exp(vn)) : 0',
    rise: 'x < xp ? 1 : exp(-alphap * (x - xp)) * ((xp - x) / (1 - xp) + 1)',
    fall: 'x > 1 - xn ? 1 : exp(alphan * (x + xn - 1)) * x / (1 - xn)',
  },
  current: '(v < 0 ? a2 : a1) * x * sinh(b * v)',
  rates: { x: 'eta * speed * (eta * v < 0 ? fall : rise)' },
  read: '0.05 V',
  measured: ['-0.5 V', '0.5 V'],
  // Pulses are ours: across most of the range.
  write: { volts: '0.5 V', width: '3 ms' },
  erase: { volts: '-0.5 V', width: '3 ms' },
})
