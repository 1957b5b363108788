import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Lithium dopes a MoO3 nanosheet. Ions that gather at the interface are soon dispersed; those that enter stay. Negative
 * pulses lower the conductance.
 */
export const peoMoo3: GatedDeviceModel = intercalationSynapse({
  name: 'peo-moo3',
  title: 'PEO:LiClO4/MoO3 transistor (Li+)',
  reference: 83,
  control: 'voltage',
  pulses: {
    raise: { amplitude: 2.5, width: 10e-3, number: 50 },
    lower: { amplitude: -2.5, width: 10e-3, number: 50 },
  },
  counted: 'Fig. 5l',
  sourced: {
    lowConductance: [42e-9, 'Table 1 (E08)'],
    highConductance: [75e-9, 'Table 1 (E08)'],
    gateConductance: stackConductance(5 * 10, 10e-3),
  },
  assumed: {
    layerGain: 0.3,
    layerTime: 20e-3,
    layerScale: 3,
    raiseNonlinearity: 1,
    lowerNonlinearity: 1,
    steepness: 0.5,
    retentionTime: 1e5,
  },
  validControl: [-2.5, 2.5],
  readVolts: 0.1,
})
