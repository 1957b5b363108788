import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * A CMOS-compatible proton transistor: symmetric, and every pulse gives a jump of the volatile layer before the step that
 * stays (Fig. 3h). The area is that of the text, 5 um x 25 um; Table 1 has 5 um x 50 um.
 */
export const psgWo3: GatedDeviceModel = intercalationSynapse({
  name: 'psg-wo3',
  title: 'Phosphosilicate glass/WO3 transistor (H+)',
  reference: 70,
  control: 'voltage',
  pulses: {
    raise: { amplitude: 3, width: 1, number: 100 },
    lower: { amplitude: -3, width: 1, number: 100 },
  },
  counted: 'Fig. 3g',
  sourced: {
    lowConductance: [0.7e-6, 'Table 1 (E02)'],
    highConductance: [1e-6, 'Table 1 (E02)'],
    gateConductance: stackConductance(5 * 25, 1),
  },
  assumed: {
    layerGain: 0.02,
    layerTime: 1,
    layerScale: 3,
    raiseNonlinearity: 0.3,
    lowerNonlinearity: 0.3,
    steepness: 0.5,
    retentionTime: 1e6,
  },
  validControl: [-3, 3],
  readVolts: 0.1,
})
