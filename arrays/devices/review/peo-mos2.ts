import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Lithium between the layers of MoS2. It leaves more easily than it enters, so the depression saturates early. With its
 * back gate the device fires like a neuron: scenarios/plasticity/gate-neuristor.ts. Table 1 gives one length, 2 um: the channel is taken as 2 um x 2 um.
 */
export const peoMos2: GatedDeviceModel = intercalationSynapse({
  name: 'peo-mos2',
  title: 'PEO:LiClO4/MoS2 neuristor (Li+)',
  reference: 87,
  control: 'voltage',
  pulses: {
    raise: { amplitude: 3, width: 0.1, number: 100 },
    lower: { amplitude: -3, width: 0.1, number: 100 },
  },
  counted: 'Fig. 6k',
  sourced: {
    lowConductance: [0.1e-9, 'Table 1 (E10)'],
    highConductance: [11e-9, 'Table 1 (E10)'],
    gateConductance: stackConductance(2 * 2, 0.1),
  },
  assumed: {
    layerGain: 0.5,
    layerTime: 0.2,
    layerScale: 2,
    raiseNonlinearity: 0.5,
    lowerNonlinearity: 4,
    steepness: 0.5,
    retentionTime: 1e4,
  },
  validControl: [-3, 3],
  readVolts: 0.1,
})
