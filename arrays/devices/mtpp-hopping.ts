import { smoothStep } from '../../kernels/scalar.ts'

/**
 * Logarithm of the factor by which oxygen ions hop more often than in ZnTPP at 300 K, both without a field: the exponent of
 * v = v0 exp(-(E_MO - eps q a / 2) / kT) of paper 002, with a bond energy of 0.5 eV for Zn-O. 0 for ZnTPP at 300 K.
 * @param bondEnergy of the metal centre with oxygen, eV
 * @param temperature K
 */
export function hoppingExponent(bondEnergy: number, temperature: number): number {
  return 0.5 / (8.617333262e-5 * 300) - bondEnergy / (8.617333262e-5 * temperature)
}

/**
 * Rate at which a population rises, 1/s: nothing below the threshold, then for ZnTPP at 300 K `rate` at 10 V and a factor of
 * e more for each `scale` volts. The field lowers the barrier by eps q a / 2, so that scale grows with the temperature.
 */
export function hoppingIn(
  v: number,
  rate: number,
  scale: number,
  low: number,
  high: number,
  bondEnergy: number,
  temperature: number,
): number {
  const field = ((300 / temperature) * v - 10) / scale
  return smoothStep(v, low, high) * rate * Math.exp(field + hoppingExponent(bondEnergy, temperature))
}

/** Rate at which it falls, 1/s: `rate` at rest, faster at voltages of either sign, nothing above the threshold. */
export function hoppingOut(
  v: number,
  rate: number,
  forward: number,
  backward: number,
  low: number,
  high: number,
  bondEnergy: number,
  temperature: number,
): number {
  const field = Math.min(Math.max(v, 0), high) / forward + Math.max(-v, 0) / backward
  const hops = Math.exp((300 / temperature) * field + hoppingExponent(bondEnergy, temperature))
  return (1 - smoothStep(v, low, high)) * rate * hops
}
