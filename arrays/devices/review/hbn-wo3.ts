import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Protons pass a single layer of hBN into WO3. A positive gate lowers the conductance, opposite to the other WO3 devices.
 * Linear, symmetric, kept: the fresh device is at the high end, to which protons that leave would bring it back, and no claim says how
 * soon.
 */
export const hbnWo3: GatedDeviceModel = intercalationSynapse({
  name: 'hbn-wo3',
  title: 'Si-H/hBN/WO3 transistor (H+)',
  reference: 74,
  control: 'voltage',
  pulses: {
    raise: { amplitude: -1, width: 10e-3, number: 146 },
    lower: { amplitude: 1, width: 10e-3, number: 146 },
  },
  counted: 'Fig. 4b',
  sourced: {
    lowConductance: [8.36e-6, 'Table 1 (E04)'],
    highConductance: [10.53e-6, 'Table 1 (E04)'],
    restFilling: [1, 'text: native high conductance state'],
    gateConductance: stackConductance(20 * 10, 10e-3),
  },
  assumed: {
    layerGain: 0.005,
    layerTime: 5e-3,
    layerScale: 1,
    raiseNonlinearity: 0.2,
    lowerNonlinearity: 0.2,
    steepness: 0.2,
    // Long: "programmed states are maintained with long retention" (text, Fig. 4c). A state between the ends drifts to the native, high one.
    retentionTime: 1e9,
  },
  validControl: [-1, 1],
  readVolts: 0.1,
})
