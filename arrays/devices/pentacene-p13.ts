import { hyperbolicSine } from '../../kernels/scalar.ts'
import type { DeviceModel, ParameterSpec } from './model.ts'
import {
  drift,
  fastIonRate,
  fastIonTarget,
  heterojunctionCurrent,
  heterojunctionSlope,
  lastingIonRate,
  lastingIonTarget,
  mediumIonRate,
  mediumIonTarget,
} from './pentacene-p13-laws.ts'

/** Value, unit, physical range, meaning, source. The values are those that calibration/pentacene-p13.ts prints. */
type Row = readonly [number, string, readonly [number, number], string, string]

const parameters = {
  area: [1, '1', [1e-6, 1e6], 'electrode area over 100 um x 100 um', 'Fig. 1, device section'],
  baseConductance: [1.472e-7, 'S', [0, 1], 'slope of the current at 0 V without ions', 'fit: D01'],
  junctionVolts: [
    10,
    'V',
    [0.5, 1e3],
    'voltage at which the current bends upwards',
    'assumed; 9.09 to 12.1 keeps all claims',
  ],
  fastGain: [
    0.3,
    '1',
    [0, 20],
    'logarithm of the factor that the fast ions bring',
    'assumed; 0.116 to 0.439 keeps all claims',
  ],
  fastRate: [
    6,
    '1/s',
    [0, 1e6],
    'rate at which they move in at +10 V',
    'assumed; 2.1 to 10.6 keeps all claims',
  ],
  fastTime: [
    0.8,
    's',
    [1e-6, 1e9],
    'time after which they leave at rest',
    'assumed; 0.0313 to 2.28 keeps all claims',
  ],
  mediumGain: [
    0.8,
    '1',
    [0, 20],
    'logarithm of the factor that the medium ions bring',
    'assumed; 0.727 to 0.88 keeps all claims',
  ],
  mediumRate: [
    1,
    '1/s',
    [0, 1e6],
    'rate at which they move in at +10 V',
    'assumed; 0.826 to 1.21 keeps all claims',
  ],
  mediumTime: [
    20,
    's',
    [1e-6, 1e9],
    'time after which they leave at rest',
    'assumed; 16.5 to 24.2 keeps all claims',
  ],
  lastingGain: [6.395, '1', [0, 20], 'logarithm of the factor that the lasting ions bring', 'fit: D01, D16'],
  lastingRate: [0.256, '1/s', [0, 1e6], 'rate at which they move in at +10 V', 'fit: D10'],
  lastingTime: [
    1e5,
    's',
    [1e-6, 1e9],
    'time after which they leave at rest',
    'assumed; 13500 to 1e9 keeps all claims',
  ],
  driftVolts: [
    0.5,
    'V',
    [0.2, 10],
    'voltage over which a positive bias speeds the ions e-fold',
    'assumed; 0.45 to 0.9 keeps all claims when the fitted ones follow',
  ],
  eraseRate: [
    0.5,
    '1/s',
    [0, 1e6],
    'rate at which all ions are drawn out at -10 V',
    'assumed; 0.257 to 0.55 keeps all claims',
  ],
  eraseVolts: [
    1.5,
    'V',
    [0.2, 10],
    'voltage over which a negative bias speeds that e-fold',
    'assumed; 0.2 to 3.22 keeps all claims',
  ],
} as const satisfies Record<string, Row>

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
 * day. Each moves in at a rate that follows the sinh of the field (ion hopping) and is drawn out by a negative bias.
 * docs/devices/pentacene-p13.md says why a sum of populations cannot meet the claims.
 */
export const pentaceneP13: DeviceModel = {
  name: 'pentacene-p13',
  title: 'Pentacene/P13 organic heterojunction memristor',
  citation:
    'Y. Qian, J. Li, W. Li, C.-H. Hou, Z. Feng, W. Shi, M. Yi, High synaptic plasticity enabled by controlled ion migration in organic heterojunction memristors, J. Mater. Chem. C 2024, 12, 9669, doi:10.1039/d4tc01257g',
  states: [
    {
      name: 'fast',
      unit: '1',
      range: [0, 1],
      initial: 0,
      meaning: 'share of the fast ions in the junction',
      rate: fastIonRate,
      target: fastIonTarget,
    },
    {
      name: 'medium',
      unit: '1',
      range: [0, 1],
      initial: 0,
      meaning: 'share of the medium ions in the junction',
      rate: mediumIonRate,
      target: mediumIonTarget,
    },
    {
      name: 'lasting',
      unit: '1',
      range: [0, 1],
      initial: 0,
      meaning: 'share of the lasting ions in the junction',
      rate: lastingIonRate,
      target: lastingIonTarget,
    },
  ],
  parameters: Object.entries<Row>(parameters).map(
    ([name, [value, unit, range, meaning, source]]): ParameterSpec => ({
      name,
      unit,
      value,
      range,
      meaning,
      source,
    }),
  ),
  current: heterojunctionCurrent,
  slope: heterojunctionSlope,
  functions: [hyperbolicSine, drift],
  linear: false,
  validVolts: [-10, 10],
  readVolts: 1,
}
