import { defineDevice } from './define-device.ts'
import type { DeviceModel } from './model.ts'

/** An ohmic cell. */
export const resistor: DeviceModel = defineDevice({
  name: 'resistor',
  title: 'Resistor',
  source: "Ohm's law",
  parameters: {
    conductance: {
      value: 1e-6,
      unit: 'S',
      range: [0, 1e6],
      meaning: 'conductance of the cell',
      source: 'free',
    },
  },
  current: 'conductance * v',
  read: 0.1,
  measured: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
})
