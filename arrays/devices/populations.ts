import { defineDevice } from './define-device.ts'
import type { DeviceModel } from './model.ts'
import { type ParameterRow, parameterTable } from './parameter-table.ts'

const OPEN: readonly [number, number] = [1e-9, 1e12]
const BENDS: readonly [number, number] = [1e-3, 1e4]
const START = 'where sneakpath fit starts'

/** Parameters of the shape of a current: its bends at both polarities and how much of it is left at the negative one. */
function shapeParameters(part: string, whose: string): Record<string, ParameterRow> {
  return {
    [`${part}Bend`]: [
      'V',
      10,
      BENDS,
      `voltage at which the current ${whose} bends upwards; large for an ohmic one`,
      START,
    ],
    [`${part}BackBend`]: ['V', 10, BENDS, 'the same of negative voltages, as a magnitude', START],
    [`${part}BackRatio`]: [
      '1',
      1,
      [1e-9, 1e9],
      `conductance ${whose} at small negative voltages over that at positive ones`,
      START,
    ],
  }
}

function shape(part: string): string {
  return `v < 0 ? ${part}BackRatio * ${part}BackBend * sinh(v / ${part}BackBend) : ${part}Bend * sinh(v / ${part}Bend)`
}

/**
 * The form that most models here have in common, to be fitted to measurements: three populations of ions, fast, medium and
 * slow, add to the current, are brought in by a positive voltage and drawn out by a negative one. The current without ions and
 * that of the ions have each a shape of their own at each polarity.
 */
export const populations: DeviceModel = defineDevice({
  name: 'populations',
  title: 'Three ion populations, to be fitted to a device of your own',
  source: 'no paper: the common form of the models here; the values are where a fit starts',
  states: {
    fast: { range: [0, 1], meaning: 'share of the fast ions that are in' },
    medium: { range: [0, 1], meaning: 'share of the medium ions that are in' },
    slow: { range: [0, 1], meaning: 'share of the slow ions that are in' },
  },
  parameters: parameterTable({
    baseConductance: ['S', 1e-6, [0, 1], 'conductance without ions', START],
    ...shapeParameters('base', 'without ions'),
    ...shapeParameters('ion', 'of the ions'),
    fastConductance: ['S', 1e-6, [0, 1], 'conductance that the fast population adds when complete', START],
    mediumConductance: ['S', 1e-6, [0, 1], 'the same of the medium one', START],
    slowConductance: ['S', 1e-6, [0, 1], 'the same of the slow one', START],
    fastRate: ['1/s', 1, [0, 1e9], 'rate at which the fast population comes in at `inVolts`', START],
    mediumRate: ['1/s', 0.1, [0, 1e9], 'the same of the medium one', START],
    slowRate: ['1/s', 0.01, [0, 1e9], 'the same of the slow one', START],
    fastTime: ['s', 1, OPEN, 'time after which the fast population has gone at rest', START],
    mediumTime: ['s', 30, OPEN, 'the same of the medium one', START],
    slowTime: ['s', 1000, OPEN, 'the same of the slow one', START],
    inVolts: ['V', 1, [1e-3, 1e3], 'voltage that brings the ions in e-fold faster', START],
    outRate: ['1/s', 0.1, [0, 1e9], 'rate at which all go faster at a voltage of -`outVolts`', START],
    outVolts: [
      'V',
      1,
      [1e-3, 1e3],
      'negative voltage, as a magnitude, that draws them out e-fold faster',
      START,
    ],
  }),
  let: {
    // `rate` at `volts`, e-fold beyond every further `volts`; 0 at 0 V.
    into: 'v > 0 ? (exp(v / inVolts) - 1) / (exp(1) - 1) : 0',
    out: 'v < 0 ? outRate * (exp(-v / outVolts) - 1) / (exp(1) - 1) : 0',
    fastOut: '1 / fastTime + out',
    mediumOut: '1 / mediumTime + out',
    slowOut: '1 / slowTime + out',
    ions: 'fastConductance * fast + mediumConductance * medium + slowConductance * slow',
    // Each slope is that at 0 V from above; bend is the voltage at which the current is sinh(1) times the straight line.
    baseShape: shape('base'),
    ionShape: shape('ion'),
  },
  current: '(baseConductance > 0 ? baseConductance * baseShape : 0) + (ions > 0 ? ions * ionShape : 0)',
  rates: {
    fast: { rate: 'fastRate * into + fastOut', target: 'fastRate * into / (fastRate * into + fastOut)' },
    medium: {
      rate: 'mediumRate * into + mediumOut',
      target: 'mediumRate * into / (mediumRate * into + mediumOut)',
    },
    slow: { rate: 'slowRate * into + slowOut', target: 'slowRate * into / (slowRate * into + slowOut)' },
  },
  read: 0.1,
  measured: [-1e3, 1e3],
})
