import { hyperbolicSine } from '../../kernels/scalar.ts'
import type { DeviceModel, ParameterSpec, StateSpec } from './model.ts'
import * as laws from './populations-laws.ts'

/** Unit, value, physical range, meaning. */
type Row = readonly [string, number, readonly [number, number], string]

const OPEN: readonly [number, number] = [1e-9, 1e12]

const parameters = {
  baseConductance: ['S', 1e-6, [0, 1], 'conductance without ions'],
  bendVolts: ['V', 10, [1e-3, 1e4], 'voltage at which the current bends upwards; large for an ohmic device'],
  fastConductance: ['S', 1e-6, [0, 1], 'conductance that the fast population adds when complete'],
  mediumConductance: ['S', 1e-6, [0, 1], 'the same of the medium one'],
  slowConductance: ['S', 1e-6, [0, 1], 'the same of the slow one'],
  fastRate: ['1/s', 1, [0, 1e9], 'rate at which the fast population comes in at `inVolts`'],
  mediumRate: ['1/s', 0.1, [0, 1e9], 'the same of the medium one'],
  slowRate: ['1/s', 0.01, [0, 1e9], 'the same of the slow one'],
  fastTime: ['s', 1, OPEN, 'time after which the fast population has gone at rest'],
  mediumTime: ['s', 30, OPEN, 'the same of the medium one'],
  slowTime: ['s', 1000, OPEN, 'the same of the slow one'],
  inVolts: ['V', 1, [1e-3, 1e3], 'voltage that brings the ions in e-fold faster'],
  outRate: ['1/s', 0.1, [0, 1e9], 'rate at which all go faster at a voltage of -`outVolts`'],
  outVolts: ['V', 1, [1e-3, 1e3], 'negative voltage, as a magnitude, that draws them out e-fold faster'],
} as const satisfies Record<string, Row>

/**
 * A device of nobody's paper: three populations of ions, fast, medium and slow, add to its conductance, are brought in
 * by a positive voltage and drawn out by a negative one. The form that most models here have in common, to be fitted to measurements.
 */
export const populations: DeviceModel = {
  name: 'populations',
  title: 'Three ion populations, to be fitted to a device of your own',
  citation: 'no paper: the common form of the models here; the values are where a fit starts',
  states: [
    population('fast', laws.fastPopulationRate, laws.fastPopulationTarget),
    population('medium', laws.mediumPopulationRate, laws.mediumPopulationTarget),
    population('slow', laws.slowPopulationRate, laws.slowPopulationTarget),
  ],
  parameters: Object.entries<Row>(parameters).map(
    ([name, [unit, value, range, meaning]]): ParameterSpec => ({
      name,
      unit,
      value,
      range,
      meaning,
      source: 'where sneakpath fit starts',
    }),
  ),
  current: laws.populationsCurrent,
  slope: laws.populationsSlope,
  functions: [hyperbolicSine, laws.populationIn, laws.populationOut],
  linear: false,
  validVolts: [-1e3, 1e3],
  readVolts: 0.1,
}

function population(name: string, rate: StateSpec['rate'], target: StateSpec['target']): StateSpec {
  return {
    name,
    unit: '1',
    range: [0, 1],
    initial: 0,
    meaning: `share of the ${name} ions that are in`,
    rate,
    target,
  }
}
