import { defineDevice } from './define-device.ts'
import type { DeviceModel } from './model.ts'

/** A hopping or tunnelling junction; `conductance` is the slope of its current at 0 V. */
export const sinh: DeviceModel = defineDevice({
  name: 'sinh',
  title: 'Sinh junction',
  source:
    'N. F. Mott and R. W. Gurney, Electronic Processes in Ionic Crystals, 2nd ed., Oxford University Press 1948: hopping over barriers that the field lowers',
  parameters: {
    conductance: {
      value: 1e-6,
      unit: 'S',
      range: [0, 1e6],
      meaning: 'slope of the current at 0 V',
      source: 'free',
    },
    beta: {
      value: 2,
      unit: '1/V',
      range: [1e-6, 1e3],
      meaning: 'how fast the current bends upwards',
      source: 'free; 2 is the solver benchmark',
    },
  },
  // A cell of 0 S is open however high its voltage.
  current: 'conductance > 0 ? conductance / beta * sinh(beta * v) : 0',
  read: 0.1,
  measured: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
})
