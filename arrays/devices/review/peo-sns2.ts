import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Sodium between the layers of SnS2 on reduced graphene oxide, under two gates on one electrolyte: their voltages add at
 * the channel. Table 1 gives one length, 100 um: the channel is taken as 100 um x 100 um.
 */
export const peoSns2: GatedDeviceModel = intercalationSynapse({
  name: 'peo-sns2',
  title: 'PEO:Na+/SnS2-RGO transistor (Na+)',
  reference: 113,
  control: 'voltage',
  pulses: {
    raise: { amplitude: 2, width: 50e-3, number: 50 },
    lower: { amplitude: -0.2, width: 50e-3, number: 50 },
  },
  counted: 'Fig. 9h',
  sourced: {
    lowConductance: [1.23e-6, 'Table 1 (E16)'],
    highConductance: [1.45e-6, 'Table 1 (E16)'],
    gateConductance: stackConductance(100 * 100, 50e-3),
  },
  assumed: {
    layerGain: 0.3,
    layerTime: 0.1,
    layerScale: 4,
    raiseNonlinearity: 1,
    lowerNonlinearity: 1,
    steepness: 0.3,
    retentionTime: 1e5,
  },
  validControl: [-0.2, 2],
  readVolts: 0.1,
})
