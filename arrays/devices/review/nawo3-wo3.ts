import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Sodium in WOx behind an Al2O3 barrier. The heavier ion moves in more equal steps and stays better than lithium in the
 * same stack.
 */
export const nawo3Wo3: GatedDeviceModel = intercalationSynapse({
  name: 'nawo3-wo3',
  title: 'NaWO3/Al2O3/WO3 transistor (Na+)',
  reference: 111,
  control: 'voltage',
  pulses: {
    raise: { amplitude: 5, width: 1, number: 50 },
    lower: { amplitude: -5, width: 1, number: 50 },
  },
  counted: 'assumed',
  sourced: {
    lowConductance: [90e-6, 'Table 1 (E15)'],
    highConductance: [150e-6, 'Table 1 (E15)'],
    gateConductance: stackConductance(120 * 120, 1),
  },
  assumed: {
    layerGain: 0.02,
    layerTime: 1,
    layerScale: 5,
    raiseNonlinearity: 0.5,
    lowerNonlinearity: 0.5,
    steepness: 1,
    retentionTime: 1e6,
  },
  validControl: [-5, 5],
  readVolts: 0.1,
})

/** Parameters that differ in the twin with lithium (Fig. 9c, d); assumed: the review shows curves, no numbers. */
export const lithiumTwin = { raiseNonlinearity: 2, lowerNonlinearity: 2, retentionTime: 1e4 } as const
