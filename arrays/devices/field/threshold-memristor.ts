import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** A resistance that is itself the state: it moves beyond a threshold and stops hard at both ends of its range. */
export const thresholdMemristor: DeviceModel = defineDevice({
  name: 'threshold-memristor',
  title: 'Threshold memristor of Pershin and Di Ventra, with hard ends',
  source:
    'Y. V. Pershin and M. Di Ventra, Phys. Rev. E 82, 011902 (2010); numbers of the example that ships with ngspice',
  parameters: {
    beta: { value: '2e12 ohm/(V s)', range: [0, 1e30], meaning: 'speed beyond the threshold' },
    alpha: { value: '0 ohm/(V s)', range: [0, 1e30], meaning: 'speed below it' },
    threshold: { value: '1.6 V', range: [0, '100 V'], meaning: 'voltage of both polarities' },
  },
  states: { ohms: { range: ['1 kohm', '10 kohm'], start: '7 kohm', meaning: 'resistance' } },
  current: 'v / ohms',
  rates: { ohms: 'beta * v + (alpha - beta) / 2 * (abs(v + threshold) - abs(v - threshold))' },
  read: '0.1 V',
  measured: ['-5 V', '5 V'],
  // Pulses are ours: across the range.
  write: { volts: '-3 V', width: '4 ns' },
  erase: { volts: '3 V', width: '4 ns' },
})
