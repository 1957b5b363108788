import { assumedIntervals } from './assumed-intervals.ts'

/** Of any time constant in the models, s: so long that nothing was seen to go. */
const ENDLESS = 1e9

/**
 * Where an assumed value comes from: the interval in which it, the others kept, keeps all claims of its device. A retention that may be as
 * long as one likes is one that no experiment determines.
 */
export function assumedSource(device: string, parameter: string): string {
  const interval = assumedIntervals[device]?.[parameter]
  if (interval === undefined) return 'assumed'
  const [low, high] = interval
  if (parameter === 'retentionTime' && high >= ENDLESS) {
    return `assumed, not determined: ${low} s or any longer time keeps all claims`
  }
  return `assumed; ${low} to ${high} keeps all claims`
}
