import { defineDevice } from '../define-device.ts'
import type { DeviceModel } from '../model.ts'

/** A memristor that moves only beyond two threshold currents, slowed where the state nears its ends. */
export const team: DeviceModel = defineDevice({
  name: 'team',
  title: 'TEAM memristor',
  source:
    'S. Kvatinsky, E. G. Friedman, A. Kolodny and U. C. Weiser, TEAM: threshold adaptive memristor model, IEEE Trans. Circuits Syst. I 60, 211 (2013): its fit to the Simmons tunnel barrier; window centres at the ends of the range',
  parameters: {
    rOn: { value: '50 ohm', range: ['1 mohm', '1 Tohm'], meaning: 'resistance at x = 0' },
    rOff: { value: '1 kohm', range: ['1 mohm', '1 Tohm'], meaning: 'resistance at x = d' },
    d: { value: '3 nm', range: ['1 pm', '1 mm'], meaning: 'length over which the state moves' },
    iOff: { value: '115 uA', range: ['1 fA', '1 A'], meaning: 'threshold current towards the resistive end' },
    iOn: {
      value: '-8.9 uA',
      range: ['-1 A', '-1 fA'],
      meaning: 'threshold current towards the conducting end',
    },
    kOff: {
      value: '1.46e-18 m/s',
      range: [0, 1e9],
      meaning: 'speed towards the resistive end at twice its threshold',
    },
    kOn: {
      value: '-4.68e-22 m/s',
      range: [-1e9, 0],
      meaning: 'speed towards the conducting end at twice its threshold',
    },
    aOff: { value: 10, range: [0, 20], meaning: 'exponent of the speed towards the resistive end' },
    aOn: { value: 10, range: [0, 20], meaning: 'exponent of the speed towards the conducting end' },
    wc: {
      value: '1 pm',
      range: ['1 fm', '1 mm'],
      meaning: 'distance from an end over which the state stops',
    },
  },
  states: {
    x: { range: [0, '3 nm'], start: 0, meaning: 'width of the undoped region: 0 conducts, d does not' },
  },
  let: {
    ohms: 'rOn + (rOff - rOn) * x / d',
    off: 'kOff * (i / iOff - 1) ** aOff * exp(-exp(min((x - d) / wc, 50)))',
    on: 'kOn * (i / iOn - 1) ** aOn * exp(-exp(min(-x / wc, 50)))',
  },
  current: 'v / ohms',
  rates: { x: 'i > iOff ? off : i < iOn ? on : 0' },
  read: '1 mV',
  measured: ['-1 V', '1 V'],
  // A positive current lowers the conductance. Pulses are ours: across most of the range.
  write: { volts: '-0.5 V', width: '1 ms' },
  erase: { volts: '1 V', width: '1 ms' },
})
