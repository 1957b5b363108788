import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Layer-by-layer MXene, written in microseconds. The text does not say which polarity raises the conductance: positive is
 * assumed.
 */
export const pvaMxene: GatedDeviceModel = intercalationSynapse({
  name: 'pva-mxene',
  title: 'PVA-H2SO4/(Ti3C2Tx/TAPA)6 transistor (H+)',
  reference: 75,
  control: 'voltage',
  pulses: {
    raise: { amplitude: 1, width: 4e-6, number: 50 },
    lower: { amplitude: -1, width: 4e-6, number: 50 },
  },
  counted: 'assumed',
  sourced: {
    lowConductance: [1.6e-3, 'Table 1 (E06)'],
    highConductance: [2.75e-3, 'Table 1 (E06)'],
    gateConductance: stackConductance(20 * 1000, 4e-6),
  },
  assumed: {
    layerGain: 0.01,
    layerTime: 2e-6,
    layerScale: 1,
    raiseNonlinearity: 0.5,
    lowerNonlinearity: 0.5,
    steepness: 0.2,
    retentionTime: 1e5,
  },
  validControl: [-1, 1],
  readVolts: 0.1,
})
