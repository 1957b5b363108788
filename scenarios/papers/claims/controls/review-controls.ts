import { withoutPotassium } from '../../../../arrays/devices/review/alox-inox.ts'
import { parallelLearning } from '../parallel-array.ts'
import { reviewDeviceClaims } from '../review.ts'
import { passAtFixedWidth } from '../review-sodium.ts'
import { type ControlRun, type Mechanism, mechanismsOff } from './control-run.ts'

/** Nothing moves ions into the channel within any experiment. */
const stuck: Mechanism = {
  what: 'ions that do not move into the channel',
  parameters: { raiseTime: 1e9, lowerTime: 1e9 },
}
const noLayer: Mechanism = { what: 'no double layer', parameters: { layerGain: 0 } }
const ideal: Mechanism = {
  what: 'an ideal synapse: no double layer, equal steps, no loss at rest',
  parameters: { layerGain: 0, raiseNonlinearity: 1e-3, lowerNonlinearity: 1e-3, retentionTime: 1e12 },
}

const off: Readonly<Record<string, readonly (readonly [ids: string, mechanism: Mechanism])[]>> = {
  'nafion-wo3': [
    ['E01', stuck],
    ['E20', { what: 'one slope for all contents', parameters: { lowSlope: 1, highSlope: 1 } }],
  ],
  'psg-wo3': [
    ['E02', stuck],
    [
      'E21',
      {
        what: 'a fall ten times as curved as the rise',
        parameters: { lowerNonlinearity: 3 },
      },
    ],
    ['E22', noLayer],
  ],
  'silica-ndnio3': [['E03', stuck]],
  'hbn-wo3': [
    ['E04', stuck],
    ['E23', ideal],
  ],
  'pva-mxene': [
    ['E06', stuck],
    ['E25', ideal],
  ],
  'lipon-licoo2': [
    ['E07 E27 E28', stuck],
    ['E29', { what: 'a rise with a curvature of 2', parameters: { raiseNonlinearity: 2 } }],
    ['E30', { what: 'insertion that is activated', parameters: { steepness: 1e-7 } }],
  ],
  'peo-moo3': [
    ['E08', stuck],
    ['E32', noLayer],
  ],
  'peo-wse2': [
    ['E09', stuck],
    ['E33', noLayer],
  ],
  'peo-mos2': [
    ['E10', stuck],
    ['E35', { what: 'a fall as straight as the rise', parameters: { lowerNonlinearity: 0.2 } }],
    ['E36 E37', { what: 'inputs that move no ions', parameters: { ...stuck.parameters, layerScale: 1e3 } }],
  ],
  'peo-graphene': [
    ['E11 E38 E39', stuck],
    ['E40', noLayer],
  ],
  'licoo2-vertical': [
    [
      'E12 E18 E41 E42',
      { what: 'ions that do not move into the film', parameters: { raiseTime: 1e6, lowerTime: 1e6 } },
    ],
  ],
  'sio2-mos2': [
    ['E13 E43', { what: 'no sodium', parameters: { ionGain: 0 } }],
    ['E44', { what: 'sodium that does not return by itself', parameters: { returnTime: 1e6 } }],
    ['E46', { what: 'sodium that moves at 150 C as at 350 C', parameters: { activationEnergy: 0 } }],
  ],
  'pva-naac': [
    ['E14 E48', { what: 'sodium that does not move', parameters: { raiseTime: 1e6 } }],
    ['E47', { what: 'no double layers at the electrodes', parameters: { layerConductance: 0 } }],
  ],
  'nawo3-wo3': [
    ['E15', stuck],
    [
      'E49',
      { what: 'sodium as curved as lithium', parameters: { raiseNonlinearity: 5, lowerNonlinearity: 5 } },
    ],
  ],
  'peo-sns2': [
    ['E16', stuck],
    ['E50', { what: 'a double layer that is gone at once', parameters: { layerTime: 1e-9 } }],
  ],
  'alox-inox': [
    ['E17', stuck],
    ['E51', { what: 'no potassium in either device', parameters: withoutPotassium }],
    ['E52', { what: 'insertion in proportion to the voltage', parameters: { steepness: 10 } }],
  ],
}

/** Controls of the claims on the review's devices. */
export const reviewControls: readonly ControlRun[] = [
  ...Object.entries(off).flatMap(([device, rows]) => mechanismsOff(reviewDeviceClaims[device], rows)),
  {
    id: 'E19',
    what: 'pulses of a millionth of their width: nothing is written',
    run: () => parallelLearning(5e-6),
  },
  {
    id: 'E45',
    what: 'pulses of 25 ms at every frequency: the width does not go with the period',
    run: () => passAtFixedWidth(0.025),
  },
]
