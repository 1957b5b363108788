import type { Diodes } from './diode.ts'
import type { OneSidedSelectors } from './one-sided-selector.ts'
import type { Transistors } from './transistor.ts'

/** Elements that can be had by their name alone. */
export const ACCESS_NAMES: readonly ['none', 'selector', 'oneSidedSelector', 'diode', 'transistor'] = [
  'none',
  'selector',
  'oneSidedSelector',
  'diode',
  'transistor',
]
export type AccessName = (typeof ACCESS_NAMES)[number]

interface AccessDefaults {
  readonly selector: { readonly saturation: number; readonly scale: number }
  readonly oneSidedSelector: OneSidedSelectors
  readonly diode: Omit<Diodes, 'breakdown'>
  readonly transistor: Omit<Transistors, 'gateVolts'> & { readonly gateVolts: number }
}

/** Parameters of access elements that are not given. A resistor has none: its ohms are always given. */
export const ACCESS_DEFAULTS: AccessDefaults = Object.freeze({
  /** Blocks microamperes below about half a volt. */
  selector: Object.freeze({ saturation: 1e-12, scale: 0.1 }),
  /** The same in one direction; 1 pA in the other. */
  oneSidedSelector: Object.freeze({ saturation: 1e-12, scale: 0.1, leakage: 1e-12, towards: 'bit' }),
  /** Saturation current, ideality and current at breakdown are those of SPICE's diode. */
  diode: Object.freeze({
    saturation: 1e-14,
    ideality: 1,
    temperature: 300,
    towards: 'bit',
    breakdownCurrent: 1e-3,
  }),
  /** n-channel, about 1 kohm when on. */
  transistor: Object.freeze({
    side: 'word',
    gateVolts: 3,
    threshold: 0.5,
    transconductance: 4e-4,
    offCurrent: 1e-12,
  }),
})
