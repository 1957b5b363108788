/** The page in one file has no ngspice: it would be five times the page. */
export const HAS_SPICE = false

export function runSpice(): Promise<ReadonlyMap<string, number>> {
  return Promise.reject(new Error('ngspice is not in this file'))
}
