import { defineDevice } from './define-device.ts'
import type { DeviceModel } from './model.ts'
import { parameterTable } from './parameter-table.ts'

/**
 * A single layer of pentacene or of P13: no junction, hence no barrier that ions lower or a voltage bends (D15; the largest
 * `junctionVolts` bends by 2e-5 at 10 V). The paper prints no conductivity; it stays that of the device.
 */
export const withoutJunction: Readonly<Record<string, number>> = {
  fastGain: 0,
  mediumGain: 0,
  lastingGain: 0,
  junctionVolts: 1e3,
}

/**
 * The organic heterojunction memristor ITO/pentacene/P13/Al. In+ and O2- that a positive bias drives into the junction
 * lower its barrier, so the conductance grows with the exponential of their number:
 * I = area G0 exp(sum gain_k x_k) V0 sinh(v/V0). Three populations x_k forget within a second, half a minute and a
 * day. Each moves in at a rate that follows the sinh of the field (ion hopping) and is drawn out by a negative bias. The first two
 * are nearly full after a few pulses, so the share of a change that stays grows with the number of pulses: from short to long term.
 * docs/devices/pentacene-p13.md says why a sum of populations cannot meet the claims.
 */
export const pentaceneP13: DeviceModel = defineDevice({
  name: 'pentacene-p13',
  title: 'Pentacene/P13 organic heterojunction memristor',
  source:
    'Y. Qian, J. Li, W. Li, C.-H. Hou, Z. Feng, W. Shi, M. Yi, High synaptic plasticity enabled by controlled ion migration in organic heterojunction memristors, J. Mater. Chem. C 2024, 12, 9669, doi:10.1039/d4tc01257g',
  states: {
    fast: { range: [0, 1], meaning: 'share of the fast ions in the junction' },
    medium: { range: [0, 1], meaning: 'share of the medium ions in the junction' },
    lasting: { range: [0, 1], meaning: 'share of the lasting ions in the junction' },
  },
  // The values are those that scenarios/papers/calibration/pentacene-p13.ts prints.
  parameters: parameterTable({
    area: ['1', 1, [1e-6, 1e6], 'electrode area over 100 um x 100 um', 'Fig. 1, device section'],
    baseConductance: ['S', 1.212e-7, [0, 1], 'slope of the current at 0 V without ions', 'fit: D01'],
    junctionVolts: [
      'V',
      10,
      [0.5, 1e3],
      'voltage at which the current bends upwards',
      'assumed; 9.09 to 12.1 keeps all claims',
    ],
    fastGain: [
      '1',
      0.3,
      [0, 20],
      'logarithm of the factor that the fast ions bring',
      'assumed; 0.205 to 0.399 keeps all claims',
    ],
    fastRate: [
      '1/s',
      12,
      [0, 1e6],
      'rate at which they move in at +10 V',
      'assumed; 6.77 to 17.6 keeps all claims',
    ],
    fastTime: [
      's',
      0.8,
      [1e-6, 1e9],
      'time after which they leave at rest',
      'assumed; 0.0812 to 2.07 keeps all claims',
    ],
    mediumGain: [
      '1',
      0.8,
      [0, 20],
      'logarithm of the factor that the medium ions bring',
      'assumed; 10 % either way breaks one of D12, D19, D20, D09',
    ],
    mediumRate: [
      '1/s',
      5,
      [0, 1e6],
      'rate at which they move in at +10 V',
      'assumed; 3.42 to 6.05 keeps all claims',
    ],
    mediumTime: [
      's',
      20,
      [1e-6, 1e9],
      'time after which they leave at rest',
      'assumed; 13.7 to 32.2 keeps all claims',
    ],
    lastingGain: [
      '1',
      6.243,
      [0, 20],
      'logarithm of the factor that the lasting ions bring',
      'fit: D01, D16',
    ],
    lastingRate: ['1/s', 0.2691, [0, 1e6], 'rate at which they move in at +10 V', 'fit: D10'],
    lastingTime: [
      's',
      1e5,
      [1e-6, 1e9],
      'time after which they leave at rest',
      'assumed; 8390 to 1e9 keeps all claims',
    ],
    driftVolts: [
      'V',
      0.5,
      [0.2, 10],
      'voltage over which a positive bias speeds the ions e-fold',
      'assumed; 0.35 to 1.6 keeps all claims when the fitted ones follow',
    ],
    eraseRate: [
      '1/s',
      0.5,
      [0, 1e6],
      'rate at which all ions are drawn out at -10 V',
      'assumed; 0.257 to 0.55 keeps all claims',
    ],
    eraseVolts: [
      'V',
      1.5,
      [0.2, 10],
      'voltage over which a negative bias speeds that e-fold',
      'assumed; 0.2 to 2.66 keeps all claims',
    ],
  }),
  let: {
    // Hopping rates over those at 10 V, exactly 0 without a voltage of their sign.
    entry: 'v > 0 ? sinh(v / driftVolts) / sinh(10 / driftVolts) : 0',
    erase: 'v < 0 ? eraseRate * sinh(-v / eraseVolts) / sinh(10 / eraseVolts) : 0',
    fastOut: '1 / fastTime + erase',
    mediumOut: '1 / mediumTime + erase',
    lastingOut: '1 / lastingTime + erase',
    barrier: 'fastGain * fast + mediumGain * medium + lastingGain * lasting',
    conductance: 'area * baseConductance * exp(barrier)',
  },
  current: 'conductance * junctionVolts * sinh(v / junctionVolts)',
  rates: {
    fast: { rate: 'fastRate * entry + fastOut', target: 'fastRate * entry / (fastRate * entry + fastOut)' },
    medium: {
      rate: 'mediumRate * entry + mediumOut',
      target: 'mediumRate * entry / (mediumRate * entry + mediumOut)',
    },
    lasting: {
      rate: 'lastingRate * entry + lastingOut',
      target: 'lastingRate * entry / (lastingRate * entry + lastingOut)',
    },
  },
  read: 1,
  measured: [-10, 10],
})
