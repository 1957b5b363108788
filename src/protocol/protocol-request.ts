import type { ProtocolRun, RunProtocolOptions } from '../../scenarios/plasticity/run-protocol.ts'

/** What one run of a protocol needs, in a form that goes to another thread. */
export interface ProtocolRequest {
  readonly protocol: string
  /** Name of a device, or path of a device file. */
  readonly device: string
  readonly options: Omit<RunProtocolOptions, 'progress' | 'signal'>
}

/** What comes back. */
export type ComputedRun = Omit<ProtocolRun, 'protocol'>
