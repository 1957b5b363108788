import { assumedIntervals } from './assumed-intervals.ts'

/** Where an assumed value comes from: the interval in which it, the others kept, keeps all claims of its device. */
export function assumedSource(device: string, parameter: string): string {
  const interval = assumedIntervals[device]?.[parameter]
  if (interval === undefined) return 'assumed'
  return `assumed; ${interval[0]} to ${interval[1]} keeps all claims`
}
