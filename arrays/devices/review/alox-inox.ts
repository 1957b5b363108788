import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Potassium in the gate oxide of an InOx thin-film transistor: a weak spike only gathers it at the interface, a strong one
 * drives some into the channel. Non-linear and asymmetric.
 */
export const aloxInox: GatedDeviceModel = intercalationSynapse({
  name: 'alox-inox',
  title: 'AlOx:K+/InOx transistor (K+)',
  reference: 116,
  control: 'voltage',
  pulses: {
    raise: { amplitude: 4, width: 15e-3, number: 50 },
    lower: { amplitude: -2, width: 15e-3, number: 50 },
  },
  counted: 'Fig. 10e',
  sourced: {
    lowConductance: [40e-6, 'Table 1 (E17)'],
    highConductance: [1100e-6, 'Table 1 (E17)'],
    gateConductance: stackConductance(10 * 150, 15e-3),
  },
  assumed: {
    layerGain: 0.6,
    layerTime: 30e-3,
    layerScale: 4,
    raiseNonlinearity: 2.5,
    lowerNonlinearity: 5,
    steepness: 0.4,
    retentionTime: 1e4,
  },
  validControl: [-2, 4],
  readVolts: 0.1,
})

/** Parameters that differ without potassium (Fig. 10c, d): hardly any ions to move; assumed, the review shows curves, no numbers. */
export const withoutPotassium = { layerGain: 0.06, layerTime: 10e-3, highConductance: 100e-6 } as const
