import type { Specimen } from './specimen.ts'

/**
 * An ideal read: what the read level adds to the response at level 0, and the state stays as it is. So charge that flows back
 * after a pulse is left out, as in a differential read. A specimen that is read at level 0 answers as it is.
 * @param level in the unit of what is driven; the device's own read voltage unless given
 */
export function idealRead(specimen: Specimen, level: number = specimen.model.readVolts): number {
  const response = specimen.current(level)
  return level === 0 || specimen.model.returnsCharge !== true ? response : response - specimen.current(0)
}
