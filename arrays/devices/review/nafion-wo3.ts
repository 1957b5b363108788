import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Protons from a PdHx gate, driven by current, in a monoclinic WO3 channel. The conductance has three slopes against the
 * proton content (Fig. 3b); insertion gets harder as sites fill, extraction does not, which makes the device the more symmetric the
 * lower the content.
 */
export const nafionWo3: GatedDeviceModel = intercalationSynapse({
  name: 'nafion-wo3',
  title: 'Nafion/WO3 transistor (H+)',
  reference: 66,
  control: 'current',
  pulses: {
    raise: { amplitude: 0.5e-6, width: 5e-3, number: 100 },
    lower: { amplitude: -0.5e-6, width: 5e-3, number: 100 },
  },
  counted: 'assumed',
  sourced: {
    lowConductance: [5e-6, 'Table 1 (E01)'],
    highConductance: [42e-6, 'Table 1 (E01)'],
    lowerTime: [0.376, 'fit: E20 (at low content a step down equals a step up)'],
    gateConductance: stackConductance(500 * 100, 5e-3),
  },
  assumed: {
    lowSlope: 1.5,
    highSlope: 0.6,
    layerGain: 0.05,
    layerTime: 2e-3,
    layerScale: 0.5e-6,
    raiseNonlinearity: 0.6,
    lowerNonlinearity: 0.001,
    steepness: 1,
    retentionTime: 1e6,
  },
  validControl: [-0.5e-6, 0.5e-6],
  readVolts: 0.1,
})
