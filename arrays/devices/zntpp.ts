import { oneMinusExp, smoothStep } from '../../kernels/scalar.ts'
import type { DeviceModel, ParameterSpec, StateSpec } from './model.ts'
import { hoppingExponent, hoppingIn, hoppingOut } from './mtpp-hopping.ts'
import { zntppCurrent, zntppSlope } from './zntpp-current.ts'
import * as lasting from './zntpp-lasting-laws.ts'
import * as laws from './zntpp-laws.ts'

/**
 * ITO/ZnTPP/AlOx/Al memristor with spike voltage-dependent plasticity. Four populations of oxygen ions in the
 * metalloporphyrin raise the conductance, from one that fades in half a minute to one that is kept. A voltage above the
 * threshold (6 to 7 V) frees ions from the binding layer at the oxide and all populations rise; a positive voltage below it
 * and any negative one make them fall faster than rest does. Values by calibration/zntpp.ts.
 */
export const zntpp: DeviceModel = {
  name: 'zntpp',
  title: 'ZnTPP/AlOx memristor',
  citation:
    'Z. Wang et al., Self-Adaptive Spike Voltage-dependent Plasticity Emulated by a Metalloporphyrin-Based Memristor (paper 002 of the claims table)',
  states: [
    population(
      'volatile',
      0,
      'oxygen ions that fade within a minute',
      laws.volatileRate,
      laws.volatileTarget,
    ),
    population(
      'medium',
      0,
      'oxygen ions that stay until a negative voltage',
      laws.mediumRate,
      laws.mediumTarget,
    ),
    population(
      'second',
      0,
      'oxygen ions that a positive voltage below the threshold removes in minutes',
      lasting.secondRate,
      lasting.secondTarget,
    ),
    population(
      'deep',
      9.78e-4,
      'oxygen ions deep in the film; far from complete in every experiment',
      lasting.deepRate,
      lasting.deepTarget,
    ),
  ],
  parameters: [
    parameter(
      'baseConductance',
      'S',
      6.6e-9,
      [0, 1],
      'conductance that no ion changes, per unit of area',
      'fit: C02, C05',
    ),
    parameter(
      'volatileConductance',
      'S',
      4.96e-6,
      [0, 1],
      'conductance that the volatile population adds when complete',
      'fit: C01, C09 to C13',
    ),
    parameter(
      'mediumConductance',
      'S',
      3.82e-6,
      [0, 1],
      'conductance that the medium population adds when complete',
      'fit: C01, C09, C10, C12',
    ),
    parameter(
      'secondConductance',
      'S',
      4.06e-6,
      [0, 1],
      'conductance that the second medium population adds when complete',
      'fit: C01, C09, C10, C12',
    ),
    parameter(
      'deepConductance',
      'S',
      8.17e-4,
      [0, 1],
      'conductance that the deep population would add when complete',
      'fit: C01, C04',
    ),
    parameter(
      'area',
      '1',
      1,
      [1e-3, 1e3],
      'junction area over that of the device in the sweeps: a factor of the current',
      '1 by definition; 4.11 for the pixels of the arrays, fit: C09 to C13',
    ),
    parameter(
      'bendForward',
      '1/V',
      0.125,
      [1e-3, 10],
      'bend of the current at positive voltages',
      'fit: C01, C04',
    ),
    parameter(
      'bendBackward',
      '1/V',
      0.041,
      [1e-3, 10],
      'bend of the current at negative voltages',
      'fit: C02, C05',
    ),
    parameter(
      'volatileRise',
      '1/s',
      41.2,
      [0, 1e6],
      'rate at which the volatile population rises at 10 V',
      'fit: C09',
    ),
    parameter(
      'mediumRise',
      '1/s',
      0.647,
      [0, 1e6],
      'rate at which the medium population rises at 10 V',
      'fit: C09, C10, C12',
    ),
    parameter(
      'secondRise',
      '1/s',
      0.278,
      [0, 1e6],
      'rate at which the second medium population rises at 10 V',
      'fit: C09, C10, C12',
    ),
    parameter(
      'deepRise',
      '1/s',
      1.35e-5,
      [0, 1e6],
      'rate at which the deep population rises at 10 V',
      'fit: C01',
    ),
    parameter(
      'riseVolts',
      'V',
      0.68,
      [1e-2, 1e2],
      'voltage that raises these rates by e, volatile and medium populations',
      'fit: C06, C09',
    ),
    parameter('deepRiseVolts', 'V', 2.96, [1e-2, 1e2], 'the same for the deep population', 'fit: C01'),
    parameter(
      'volatileFall',
      '1/s',
      0.0374,
      [0, 1e6],
      'rate at which the volatile population falls at rest',
      'fit: C11',
    ),
    parameter(
      'mediumFall',
      '1/s',
      9.18e-7,
      [0, 1e6],
      'rate at which the medium population falls at rest',
      'fit: C02, C03',
    ),
    parameter(
      'secondFall',
      '1/s',
      8.48e-4,
      [0, 1e6],
      'rate at which the second medium population falls at rest',
      'fit: C02, C03',
    ),
    parameter(
      'deepFall',
      '1/s',
      2.6e-5,
      [0, 1e6],
      'rate at which the deep population falls at rest',
      'fit: C02, C04, C05',
    ),
    parameter(
      'fallVolts',
      'V',
      2.32,
      [1e-2, 1e2],
      'positive voltage that raises the fall by e, volatile and second population',
      'fit: C13',
    ),
    parameter(
      'stiffFallVolts',
      'V',
      6.62,
      [1e-2, 1e2],
      'the same for the medium and the deep population',
      'fit: C04',
    ),
    parameter(
      'backwardFallVolts',
      'V',
      1.71,
      [1e-2, 1e2],
      'negative voltage, as a magnitude, that raises the fall of all by e',
      'fit: C02, C03, C05',
    ),
    parameter(
      'thresholdLow',
      'V',
      6,
      [0, 1e2],
      'voltage from which oxygen ions start to leave the binding layer',
      'fit: C06; 5.82 to 6.63 keeps all claims',
    ),
    parameter(
      'thresholdHigh',
      'V',
      7,
      [0, 1e2],
      'voltage from which all can leave it',
      'fit: C06; 6.4 to 7.14 keeps all claims',
    ),
    parameter(
      'bondEnergy',
      'eV',
      0.5,
      [0.1, 2],
      'energy of the bond between the metal centre and oxygen',
      'assumed: the text prints none (Tables S1, S2); at 300 K only the difference from Zn counts',
    ),
    parameter('temperature', 'K', 300, [200, 450], 'temperature of the film', 'room temperature, assumed'),
    parameter(
      'concentrationShare',
      '1',
      0.25,
      [0, 1],
      'share of the change in the hopping exponent by which the concentration of oxygen ions changes',
      'assumed; no effect for ZnTPP at 300 K',
    ),
  ],
  current: zntppCurrent,
  slope: zntppSlope,
  functions: [oneMinusExp, smoothStep, hoppingExponent, hoppingIn, hoppingOut],
  linear: false,
  validVolts: [-10, 14],
  readVolts: 5,
}

function population(
  name: string,
  initial: number,
  meaning: string,
  rate: StateSpec['rate'],
  target: StateSpec['target'],
): StateSpec {
  return { name, unit: '1', range: [0, 1], initial, meaning, rate, target }
}

function parameter(
  name: string,
  unit: string,
  value: number,
  range: readonly [number, number],
  meaning: string,
  source: string,
): ParameterSpec {
  return { name, unit, value, range, meaning, source }
}
