import { twoTerminalDeviceOf } from './define-device.ts'
import type { DeviceDefinition } from './device-definition.ts'
import type { DeviceModel } from './model.ts'
import { parameterTable } from './parameter-table.ts'

/** eV; k is 8.617333262e-5 eV/K. */
const THERMAL = '(8.617333262e-5 * 300)'

/** Exponent of a hop whose barrier the field lowers by so many times kT at 300 K. */
function hops(lowered: string): string {
  return `(0.5 / ${THERMAL} - max(0, bondEnergy - ${THERMAL} * (${lowered})) / (8.617333262e-5 * temperature))`
}

/**
 * ITO/ZnTPP/AlOx/Al memristor with spike voltage-dependent plasticity. Four populations of oxygen ions in the
 * metalloporphyrin raise the conductance, from one that fades in half a minute to one that is kept. A voltage above the
 * threshold (6 to 7 V) frees ions from the binding layer at the oxide and all populations rise; a positive voltage below it
 * and any negative one make them fall faster than rest does. Values by scenarios/papers/calibration/zntpp.ts.
 *
 * Ions hop over a barrier that the field lowers, v = v0 exp(-(E_MO - eps q a / 2) / kT), to 0 at most: beyond, at 13.1 V for the
 * volatile and medium ions, hopping is as fast as it gets, whatever voltage and temperature. `hops` is the exponent against that of
 * ZnTPP at 300 K with a bond energy of 0.5 eV, 0 there. Its rates are those at 10 V, and e-fold more for each `riseVolts` at 300 K.
 */
export const zntppDefinition: DeviceDefinition = {
  name: 'zntpp',
  title: 'ZnTPP/AlOx memristor',
  source:
    'Z. Wang et al., Self-Adaptive Spike Voltage-dependent Plasticity Emulated by a Metalloporphyrin-Based Memristor (paper 002 of the claims table)',
  states: {
    volatile: { range: [0, 1], start: 0, meaning: 'oxygen ions that fade within a minute' },
    medium: { range: [0, 1], start: 0, meaning: 'oxygen ions that stay until a negative voltage' },
    second: {
      range: [0, 1],
      start: 0,
      meaning: 'oxygen ions that a positive voltage below the threshold removes in minutes',
    },
    deep: {
      range: [0, 1],
      start: 9.78e-4,
      meaning: 'oxygen ions deep in the film; far from complete in every experiment',
    },
  },
  parameters: parameterTable({
    baseConductance: [
      'S',
      6.6e-9,
      [0, 1],
      'conductance that no ion changes, per unit of area',
      'fit: C02, C05',
    ],
    volatileConductance: [
      'S',
      4.96e-6,
      [0, 1],
      'conductance that the volatile population adds when complete',
      'fit: C01, C09 to C13',
    ],
    mediumConductance: [
      'S',
      3.82e-6,
      [0, 1],
      'conductance that the medium population adds when complete',
      'fit: C01, C09, C10, C12',
    ],
    secondConductance: [
      'S',
      4.06e-6,
      [0, 1],
      'conductance that the second medium population adds when complete',
      'fit: C01, C09, C10, C12',
    ],
    deepConductance: [
      'S',
      8.17e-4,
      [0, 1],
      'conductance that the deep population would add when complete',
      'fit: C01, C04',
    ],
    area: [
      '1',
      1,
      [1e-3, 1e3],
      'junction area over that of the device in the sweeps: a factor of the current',
      '1 by definition; 4.11 for the pixels of the arrays, fit: C09 to C13',
    ],
    bendForward: ['1/V', 0.125, [1e-3, 10], 'bend of the current at positive voltages', 'fit: C01, C04'],
    bendBackward: ['1/V', 0.041, [1e-3, 10], 'bend of the current at negative voltages', 'fit: C02, C05'],
    volatileRise: ['1/s', 41.2, [0, 1e6], 'rate at which the volatile population rises at 10 V', 'fit: C09'],
    mediumRise: [
      '1/s',
      0.647,
      [0, 1e6],
      'rate at which the medium population rises at 10 V',
      'fit: C09, C10, C12',
    ],
    secondRise: [
      '1/s',
      0.278,
      [0, 1e6],
      'rate at which the second medium population rises at 10 V',
      'fit: C09, C10, C12',
    ],
    deepRise: ['1/s', 1.35e-5, [0, 1e6], 'rate at which the deep population rises at 10 V', 'fit: C01'],
    riseVolts: [
      'V',
      0.68,
      [1e-2, 1e2],
      'voltage that raises these rates by e, volatile and medium populations',
      'fit: C06, C09',
    ],
    deepRiseVolts: ['V', 2.96, [1e-2, 1e2], 'the same for the deep population', 'fit: C01'],
    volatileFall: [
      '1/s',
      0.0374,
      [0, 1e6],
      'rate at which the volatile population falls at rest',
      'fit: C11',
    ],
    mediumFall: [
      '1/s',
      9.18e-7,
      [0, 1e6],
      'rate at which the medium population falls at rest',
      'fit: C02, C03',
    ],
    secondFall: [
      '1/s',
      8.48e-4,
      [0, 1e6],
      'rate at which the second medium population falls at rest',
      'fit: C02, C03',
    ],
    deepFall: [
      '1/s',
      2.6e-5,
      [0, 1e6],
      'rate at which the deep population falls at rest',
      'fit: C02, C04, C05',
    ],
    fallVolts: [
      'V',
      2.32,
      [1e-2, 1e2],
      'positive voltage that raises the fall by e, volatile and second population',
      'fit: C13',
    ],
    stiffFallVolts: ['V', 6.62, [1e-2, 1e2], 'the same for the medium and the deep population', 'fit: C04'],
    backwardFallVolts: [
      'V',
      1.71,
      [1e-2, 1e2],
      'negative voltage, as a magnitude, that raises the fall of all by e',
      'fit: C02, C03, C05',
    ],
    thresholdLow: [
      'V',
      6,
      [0, 1e2],
      'voltage from which oxygen ions start to leave the binding layer',
      'fit: C06; 5.82 to 6.63 keeps all claims',
    ],
    thresholdHigh: [
      'V',
      7,
      [0, 1e2],
      'voltage from which all can leave it',
      'fit: C06; 6.4 to 7.14 keeps all claims',
    ],
    bondEnergy: [
      'eV',
      0.5,
      [0.1, 2],
      'energy of the bond between the metal centre and oxygen',
      'assumed: the text prints none (Tables S1, S2); at 300 K only the difference from Zn counts',
    ],
    temperature: ['K', 300, [200, 450], 'temperature of the film', 'room temperature, assumed'],
    concentrationShare: [
      '1',
      0.25,
      [0, 1],
      'share of the change in the hopping exponent by which the concentration of oxygen ions changes',
      'assumed; no effect for ZnTPP at 300 K',
    ],
  }),
  let: {
    hops: hops('0'),
    step: 'min(1, max(0, (v - thresholdLow) / (thresholdHigh - thresholdLow)))',
    opened: 'step * step * (3 - 2 * step)',
    opening: `v > thresholdLow ? opened * exp(${hops('v / riseVolts')} - 10 / riseVolts) : 0`,
    deepOpening: `v > thresholdLow ? opened * exp(${hops('v / deepRiseVolts')} - 10 / deepRiseVolts) : 0`,
    positive: 'min(v, thresholdHigh)',
    backward: `exp(${hops('-v / backwardFallVolts')})`,
    fall: `v >= thresholdHigh ? 0 : (1 - opened) * (v < 0 ? backward : exp(${hops('positive / fallVolts')}))`,
    stiffFall: `v >= thresholdHigh ? 0 : (1 - opened) * (v < 0 ? backward : exp(${hops('positive / stiffFallVolts')}))`,
    volatileIn: 'volatileRise * opening',
    volatileOut: 'volatileFall * fall',
    mediumIn: 'mediumRise * opening',
    mediumOut: 'mediumFall * stiffFall',
    secondIn: 'secondRise * opening',
    secondOut: 'secondFall * fall',
    deepIn: 'deepRise * deepOpening',
    deepOut: 'deepFall * stiffFall',
    ions: 'volatileConductance * volatile + mediumConductance * medium + secondConductance * second + deepConductance * deep',
    conductance: 'area * (baseConductance + exp(concentrationShare * hops) * ions)',
    bends: 'bendForward + bendBackward',
  },
  // exp(bendForward v) - exp(-bendBackward v) over the sum of the bends, so that the slope at 0 V is the conductance.
  current: 'conductance / bends * 2 * exp((bendForward - bendBackward) / 2 * v) * sinh(bends / 2 * v)',
  rates: {
    volatile: { rate: 'volatileIn + volatileOut', target: 'volatileIn / (volatileIn + volatileOut)' },
    medium: { rate: 'mediumIn + mediumOut', target: 'mediumIn / (mediumIn + mediumOut)' },
    second: { rate: 'secondIn + secondOut', target: 'secondIn / (secondIn + secondOut)' },
    deep: { rate: 'deepIn + deepOut', target: 'deepIn / (deepIn + deepOut)' },
  },
  read: 5,
  measured: [-10, 14],
}

export const zntpp: DeviceModel = twoTerminalDeviceOf(zntppDefinition)
