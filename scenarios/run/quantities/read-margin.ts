import { readMargin } from '../../../arrays/crossbar/read-margin.ts'
import { isGated } from '../../../arrays/gated/any-array.ts'
import type { OutputQuantity } from './output-quantity.ts'

/** (I_low - I_high)/I_low of every cell in the worst background, at the end of the program. */
export const readMarginQuantity: OutputQuantity = {
  name: 'read-margin',
  unit: '',
  title: 'Read margin',
  of: 'two-terminal',
  derive(_, { run: { spec, states }, last, file: { network, bias } }) {
    if (!last || isGated(spec)) return undefined
    return readMargin(spec, states, { network, volts: spec.model.readVolts, bias, by: 'cell' })
  },
}
