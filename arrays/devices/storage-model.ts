/** A law of the parameters alone, in the model's order; a plain scalar function as the other laws are. */
export type StorageLaw = (...parameters: number[]) => number

/**
 * What makes a device store charge. Between its terminals stand a shunt and, in parallel with it, a series resistance with
 * one or two leaky capacitors behind it:
 *
 *     v ---+--- series ---[C0 || leak]---[C1 || leak]---+
 *          +------------------ shunt -------------------+
 *
 * State k of the model is the voltage of capacitor k, and besides relaxing it is charged by the current i that passes the
 * series resistance:
 *
 *     dx_k/dt = -rate_k x_k + i / farads_k,    v = series i + sum of x_k,    current = shunt v + i
 *
 * Every passive network of resistances and capacitors with two terminals has this form (R. M. Foster, Bell Syst. Tech. J.
 * 3, 259, 1924), so a supercapacitor with a faster branch for its pores needs nothing else. The stored energy is the
 * sum of farads_k x_k^2 / 2; a leak is rate_k farads_k.
 */
export interface StorageLaws {
  /** Ohms between the terminal and the capacitors, at least 0. With 0 a cell can be driven by a current only. */
  readonly series: StorageLaw
  /** Siemens across the terminals, at least 0. */
  readonly shunt: StorageLaw
  /** Farads of each capacitor, one law a state, one or two; Infinity where there is none. */
  readonly farads: readonly StorageLaw[]
}
