import { twoTerminalDeviceOf } from './define-device.ts'
import type { DeviceDefinition } from './device-definition.ts'
import type { DeviceModel } from './model.ts'
import { parameterTable } from './parameter-table.ts'

/** eV; k is 8.617333262e-5 eV/K. */
const THERMAL = '(8.617333262e-5 * 300)'

/** Deep ions that come in at rest for each that leaves. */
const DEEP_REST = 4.824e-4

/** Exponent of a hop whose barrier the field lowers by so many times kT at 300 K. */
function hops(lowered: string): string {
  return `(0.5 / ${THERMAL} - max(0, bondEnergy - ${THERMAL} * (${lowered})) / (8.617333262e-5 * temperature))`
}

/**
 * ITO/ZnTPP/AlOx/Al memristor with spike voltage-dependent plasticity. Three populations of oxygen ions in the
 * metalloporphyrin raise the conductance: one that fades in half a minute, one that stays for days, and one that rest itself keeps at a low level. A voltage above the
 * threshold (6 to 7 V) frees ions from the binding layer at the oxide and all populations rise; a positive voltage below it
 * and any negative one make them fall faster than rest does. Values by scenarios/papers/calibration/zntpp.ts.
 *
 * Ions hop over a barrier that the field lowers, v = v0 exp(-(E_MO - eps q a / 2) / kT), to 0 at most: beyond, at 14.5 V for the
 * volatile and medium ions, hopping is as fast as it gets, whatever voltage and temperature. `hops` is the exponent against that of
 * ZnTPP at 300 K with a bond energy of 0.5 eV, 0 there. Its rates are those at 10 V, and e-fold more for each `riseVolts` at 300 K.
 */
export const zntppDefinition: DeviceDefinition = {
  name: 'zntpp',
  title: 'ZnTPP/AlOx memristor',
  source:
    'Z. Wang et al., Self-Adaptive Spike Voltage-dependent Plasticity Emulated by a Metalloporphyrin-Based Memristor',
  states: {
    volatile: { range: [0, 1], start: 0, meaning: 'oxygen ions that fade within a minute' },
    medium: { range: [0, 1], start: 0, meaning: 'oxygen ions that stay until a negative voltage' },
    deep: {
      range: [0, 1],
      start: DEEP_REST / (1 + DEEP_REST),
      meaning: 'oxygen ions deep in the film; far from complete in every experiment',
    },
  },
  parameters: parameterTable({
    baseConductance: [
      'S',
      7.8e-11,
      [0, 1],
      'conductance that no ion changes, per unit of area',
      'chosen: so small that it counts for nothing; the conductance of a fresh device is that of the deep ions',
    ],
    volatileConductance: [
      'S',
      3.213e-6,
      [0, 1],
      'conductance that the volatile population adds when complete',
      'fit: C01, C09 to C13',
    ],
    mediumConductance: [
      'S',
      6.42e-6,
      [0, 1],
      'conductance that the medium population adds when complete',
      'fit: C01, C09, C10, C12',
    ],
    deepConductance: [
      'S',
      0.001564,
      [0, 1],
      'conductance that the deep population would add when complete',
      'fit: C01, C04',
    ],
    area: [
      '1',
      1,
      [1e-3, 1e3],
      'junction area over that of the device in the sweeps: a factor of the current',
      '1 by definition; 5.726 for the pixels of the arrays, fit: C09 to C13',
    ],
    bendForward: ['1/V', 0.1919, [1e-3, 10], 'bend of the current at positive voltages', 'fit: C01, C04'],
    bendBackward: ['1/V', 0.1234, [1e-3, 10], 'bend of the current at negative voltages', 'fit: C02, C05'],
    volatileRise: ['1/s', 320.7, [0, 1e6], 'rate at which the volatile population rises at 10 V', 'fit: C09'],
    mediumRise: [
      '1/s',
      0.2777,
      [0, 1e6],
      'rate at which the medium population rises at 10 V',
      'fit: C09, C10, C12',
    ],
    deepRise: ['1/s', 6.926e-6, [0, 1e6], 'rate at which the deep population rises at 10 V', 'fit: C01'],
    riseVolts: [
      'V',
      0.75,
      [1e-2, 1e2],
      'voltage that raises these rates by e, volatile and medium populations',
      'chosen: up to 14 V, the highest of C06, a barrier is left (from 0.724 on)',
    ],
    deepRiseVolts: ['V', 9.628, [1e-2, 1e2], 'the same for the deep population', 'fit: C01'],
    volatileFall: [
      '1/s',
      0.038,
      [0, 1e6],
      'rate at which the volatile population falls at rest',
      'chosen, C11',
    ],
    mediumFall: [
      '1/s',
      2.474e-6,
      [0, 1e6],
      'rate at which the medium population falls at rest',
      'fit: C02, C03',
    ],
    deepFall: [
      '1/s',
      7.09e-5,
      [0, 1e6],
      'rate at which the deep population falls at rest',
      'fit: C02, C04, C05',
    ],
    deepRest: [
      '1',
      DEEP_REST,
      [0, 1e6],
      'rate at which rest brings deep ions in over the rate at which it lets them out: where a fresh device stands',
      'fit: C01, C04',
    ],
    fallVolts: [
      'V',
      1.95,
      [1e-2, 1e2],
      'positive voltage that raises the fall of the volatile population by e',
      'chosen, C13',
    ],
    stiffFallVolts: ['V', 4.621, [1e-2, 1e2], 'the same for the medium and the deep population', 'fit: C04'],
    backwardFallVolts: [
      'V',
      1.858,
      [1e-2, 1e2],
      'negative voltage, as a magnitude, that raises the fall of all by e',
      'fit: C02, C03, C05',
    ],
    thresholdLow: [
      'V',
      6,
      [0, 1e2],
      'voltage from which oxygen ions start to leave the binding layer',
      'fit: C06; 5.94 to 6.18 keeps all claims',
    ],
    thresholdHigh: [
      'V',
      7,
      [0, 1e2],
      'voltage from which all can leave it',
      'fit: C06; 6.59 to 7.14 keeps all claims',
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
    deepIn: 'deepRise * deepOpening + deepRest * deepFall * exp(hops)',
    deepOut: 'deepFall * stiffFall',
    ions: 'volatileConductance * volatile + mediumConductance * medium + deepConductance * deep',
    conductance: 'area * (baseConductance + exp(concentrationShare * hops) * ions)',
    bends: 'bendForward + bendBackward',
  },
  // exp(bendForward v) - exp(-bendBackward v) over the sum of the bends, so that the slope at 0 V is the conductance.
  current: 'conductance / bends * 2 * exp((bendForward - bendBackward) / 2 * v) * sinh(bends / 2 * v)',
  rates: {
    volatile: { rate: 'volatileIn + volatileOut', target: 'volatileIn / (volatileIn + volatileOut)' },
    medium: { rate: 'mediumIn + mediumOut', target: 'mediumIn / (mediumIn + mediumOut)' },
    deep: { rate: 'deepIn + deepOut', target: 'deepIn / (deepIn + deepOut)' },
  },
  read: 5,
  measured: [-10, 14],
}

export const zntpp: DeviceModel = twoTerminalDeviceOf(zntppDefinition)
