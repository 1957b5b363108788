import { OptionError } from '../../errors.ts'
import type { GatedDeviceModel } from '../gated-model.ts'
import { intercalationSynapse, stackConductance } from './intercalation-synapse.ts'

/**
 * Lithium on the surface of WSe2 leaves at once (STP), lithium between its layers stays (LTP). Flakes of fewer than
 * about 35 layers have hardly any gaps to take it.
 */
export const peoWse2: GatedDeviceModel = intercalationSynapse({
  name: 'peo-wse2',
  title: 'PEO:LiClO4/WSe2 transistor (Li+)',
  reference: 86,
  control: 'voltage',
  pulses: {
    raise: { amplitude: 1.2, width: 0.1, number: 200 },
    lower: { amplitude: -0.4, width: 0.1, number: 200 },
  },
  counted: 'assumed',
  sourced: {
    lowConductance: [250e-12, 'Table 1 (E09)'],
    highConductance: [570e-12, 'Table 1 (E09)'],
    gateConductance: stackConductance(1 * 3, 0.1),
  },
  assumed: {
    layerGain: 0.8,
    layerTime: 0.1,
    layerScale: 0.8,
    raiseNonlinearity: 0.5,
    lowerNonlinearity: 0.5,
    steepness: 0.2,
    retentionTime: 1e5,
  },
  validControl: [-0.4, 1.2],
  readVolts: 0.1,
})

/** Layers at which half of the long-term change is reached (Fig. 6h, E34), and how sharply it sets in. */
const ONSET_LAYERS = 35
const ONSET_WIDTH = 2

/**
 * Parameters of a flake of so many layers: the lasting part of the range grows with the gaps that keep ions.
 * @throws RangeError for fewer than one layer
 */
export function wse2Flake(layers: number): { readonly highConductance: number } {
  if (!(layers >= 1)) throw new OptionError('wse2Flake', `${layers} layers`, '1 or more')
  const share = 1 / (1 + Math.exp((ONSET_LAYERS - layers) / ONSET_WIDTH))
  return { highConductance: 250e-12 + (570e-12 - 250e-12) * share }
}
