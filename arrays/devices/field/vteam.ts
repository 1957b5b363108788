import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** A memristor that moves only beyond two threshold voltages, once in each direction. */
export const vteam: DeviceModel = defineDevice({
  name: 'vteam',
  title: 'VTEAM memristor',
  source:
    'S. Kvatinsky, M. Ramadan, E. G. Friedman and A. Kolodny, VTEAM: a general model for voltage-controlled memristors, IEEE Trans. Circuits Syst. II 62, 786 (2015)',
  parameters: {
    rOn: { value: '50 ohm', range: ['1 mohm', '1 Tohm'], meaning: 'resistance of the conducting end' },
    rOff: { value: '1 kohm', range: ['1 mohm', '1 Tohm'], meaning: 'resistance of the other end' },
    d: { value: '3 nm', range: ['1 pm', '1 mm'], meaning: 'length over which the state moves' },
    kOff: {
      value: '5e-4 m/s',
      range: [0, 1e9],
      meaning: 'speed towards the resistive end at twice its threshold',
    },
    kOn: {
      value: '-10 m/s',
      range: [-1e9, 0],
      meaning: 'speed towards the conducting end at twice its threshold',
    },
    vOff: { value: '0.02 V', range: ['1 uV', '100 V'], meaning: 'threshold towards the resistive end' },
    vOn: { value: '-0.2 V', range: ['-100 V', '-1 uV'], meaning: 'threshold towards the conducting end' },
    aOff: { value: 1, range: [0, 20], meaning: 'exponent of the speed towards the resistive end' },
    aOn: { value: 3, range: [0, 20], meaning: 'exponent of the speed towards the conducting end' },
  },
  states: { w: { range: [0, '3 nm'], start: 0, meaning: 'position of the border: 0 conducts, d does not' } },
  let: { ohms: 'rOn + (rOff - rOn) * w / d' },
  current: 'v / ohms',
  // Nothing moves between the two thresholds.
  rates: { w: 'v > vOff ? kOff * (v / vOff - 1) ** aOff : v < vOn ? kOn * (v / vOn - 1) ** aOn : 0' },
  read: '10 mV',
  measured: ['-1 V', '1 V'],
  // A positive voltage lowers the conductance. Pulses that cross the range, for protocols and training (ours).
  write: { volts: '-0.4 V', width: '10 ps', number: 30 },
  erase: { volts: '0.4 V', width: '10.6 ns', number: 30 },
})
