import { hyperbolicSine } from '../../kernels/scalar.ts'
import type { DeviceModel } from './model.ts'

/** A hopping or tunnelling junction: I = conductance * sinh(beta v) / beta; `conductance` is its slope at 0 V. */
export const sinh: DeviceModel = {
  name: 'sinh',
  title: 'Sinh junction',
  citation:
    'N. F. Mott and R. W. Gurney, Electronic Processes in Ionic Crystals, 2nd ed., Oxford University Press 1948: hopping over barriers that the field lowers',
  states: [],
  parameters: [
    {
      name: 'conductance',
      unit: 'S',
      value: 1e-6,
      range: [0, 1e6],
      meaning: 'slope of the current at 0 V',
      source: 'free',
    },
    {
      name: 'beta',
      unit: '1/V',
      value: 2,
      range: [1e-6, 1e3],
      meaning: 'how fast the current bends upwards',
      source: 'free; 2 is the solver benchmark',
    },
  ],
  current: sinhCurrent,
  slope: sinhSlope,
  functions: [hyperbolicSine],
  linear: false,
  validVolts: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
  readVolts: 0.1,
}

function sinhCurrent(v: number, conductance: number, beta: number): number {
  return (conductance * hyperbolicSine(beta * v)) / beta
}

function sinhSlope(v: number, conductance: number, beta: number): number {
  return (conductance * (Math.exp(beta * v) + Math.exp(-beta * v))) / 2
}
