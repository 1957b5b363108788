import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Protons turn metallic NdNiO3 into a correlated insulator: positive gate pulses lower the conductance, negative ones
 * raise it again.
 */
export const silicaNdnio3: GatedDeviceModel = intercalationSynapse({
  name: 'silica-ndnio3',
  title: 'Porous silica/NdNiO3 transistor (H+)',
  reference: 73,
  control: 'voltage',
  pulses: {
    raise: { amplitude: -1, width: 5, number: 20 },
    lower: { amplitude: 0.7, width: 5, number: 20 },
  },
  counted: 'assumed',
  sourced: {
    lowConductance: [300e-6, 'Table 1 (E03)'],
    highConductance: [500e-6, 'Table 1 (E03)'],
    restFilling: [1, 'text: the channel without protons is metallic'],
    gateConductance: stackConductance(200 * 20, 5),
  },
  assumed: {
    layerGain: 0.02,
    layerTime: 2,
    layerScale: 1,
    raiseNonlinearity: 1,
    lowerNonlinearity: 1,
    steepness: 0.2,
    retentionTime: 1e6,
  },
  validControl: [-1, 0.7],
  readVolts: 0.1,
})
