import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse } from './intercalation-synapse.ts'

/**
 * Lithium leaves the channel at a negative gate current and raises its conductance by the charge that flows, the same
 * step everywhere in the range. It is a battery: the gate stands at 0 to -4.2 V as the channel goes from 4.5 to 270 uS. Table 1 writes with
 * 0.75 mV on top of that voltage and uses 150 to 250 uS of the range. Both conductances cannot be six-fold apart, as the text also says.
 */
export const liponLicoo2: GatedDeviceModel = intercalationSynapse({
  name: 'lipon-licoo2',
  title: 'LiPON/LiCoO2 redox transistor, LISTA (Li+)',
  reference: 41,
  control: 'current',
  pulses: {
    raise: { amplitude: -200e-9, width: 2, number: 531 },
    lower: { amplitude: 200e-9, width: 2, number: 531 },
  },
  counted: 'assumed: steps of 0.5 uS',
  sourced: {
    lowConductance: [4.5e-6, 'text (E27)'],
    highConductance: [270e-6, 'text (E27)'],
    layerGain: [0, 'text: the conductance is constant during reads (E28)'],
    layerScale: [200e-9, 'without effect: no layer'],
    layerTime: [0.1, 'without effect: no layer'],
    openVolts: [-4.2, 'text (E27)'],
    gateConductance: [200e-9 / 0.75e-3, '200 nA (text, E29) over 0.75 mV (Table 1)'],
  },
  assumed: {
    raiseNonlinearity: 0.01,
    lowerNonlinearity: 0.01,
    steepness: 1,
    retentionTime: 1e7,
  },
  validControl: [-200e-9, 200e-9],
  readVolts: 0.1,
})
