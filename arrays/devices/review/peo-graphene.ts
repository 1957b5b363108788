import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Lithium between graphene layers, LiC72 to LiC6, driven by current: a large transient, then a stable step, equal up and
 * down. The text does not say which polarity raises the conductance: positive is assumed.
 */
export const peoGraphene: GatedDeviceModel = intercalationSynapse({
  name: 'peo-graphene',
  title: 'PEO:LiClO4/graphene transistor (Li+)',
  reference: 88,
  control: 'current',
  pulses: {
    raise: { amplitude: 50e-12, width: 10e-3, number: 250 },
    lower: { amplitude: -50e-12, width: 10e-3, number: 250 },
  },
  counted: 'text: 250 states',
  sourced: {
    lowConductance: [150e-6, 'Table 1 (E11)'],
    highConductance: [8 * 150e-6, 'Table 1 (E11) and +700 % from LiC72 to LiC6 (E38)'],
    raiseTime: [262.5 * 10e-3, 'E11, E38: 250 pulses cross 150 to 1150 uS of the 150 to 1200 uS'],
    lowerTime: [262.5 * 10e-3, 'as the rise: the steps are equal'],
    gateConductance: stackConductance(4 * 15, 10e-3),
  },
  assumed: {
    layerGain: 0.3,
    layerTime: 10e-3,
    layerScale: 50e-12,
    raiseNonlinearity: 0.01,
    lowerNonlinearity: 0.01,
    steepness: 1,
    retentionTime: 1e6,
  },
  validControl: [-50e-12, 50e-12],
  readVolts: 0.1,
})
