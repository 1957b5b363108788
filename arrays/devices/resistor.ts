import type { DeviceModel } from './model.ts'

/** An ohmic cell: I = conductance * v. */
export const resistor: DeviceModel = {
  name: 'resistor',
  title: 'Resistor',
  citation: "Ohm's law",
  states: [],
  parameters: [
    {
      name: 'conductance',
      unit: 'S',
      value: 1e-6,
      range: [0, 1e6],
      meaning: 'conductance of the cell',
      source: 'free',
    },
  ],
  current: resistorCurrent,
  slope: resistorSlope,
  functions: [],
  linear: true,
  validVolts: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  readVolts: 0.1,
}

function resistorCurrent(v: number, conductance: number): number {
  return conductance * v
}

function resistorSlope(_v: number, conductance: number): number {
  return conductance
}
