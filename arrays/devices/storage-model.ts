import type { LawNode } from '../law/law-node.ts'

/**
 * A device that is a circuit of resistances and capacitors. Between its terminals stand a shunt and, in parallel with it, a
 * series resistance with one or two leaky capacitors behind it:
 *
 *     v ---+--- series ---[C0 || leak]---[C1 || leak]---+
 *          +------------------ shunt -------------------+
 *
 * State k of the model is the voltage of capacitor k:
 *
 *     dx_k/dt = -rate_k x_k + i / farads_k,    v = series i + sum of x_k,    current = shunt v + i
 *
 * Every passive network of resistances and capacitors with two terminals has this form (R. M. Foster, Bell Syst. Tech. J.
 * 3, 259, 1924). The stored energy is the sum of farads_k x_k^2 / 2; a leak is rate_k farads_k. All are laws of the parameters alone.
 */
export interface StorageLaws {
  /** Ohms between the terminal and the capacitors, at least 0. With 0 a cell can be driven by a current only. */
  readonly series: LawNode
  /** Siemens across the terminals, at least 0. */
  readonly shunt: LawNode
  /** Farads of each capacitor, one law a state, one or two; Infinity where there is none. */
  readonly farads: readonly LawNode[]
  /** Self-discharge of each capacitor, 1/s. */
  readonly rates: readonly LawNode[]
}
