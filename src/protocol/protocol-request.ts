import type { ProtocolRun, RunProtocolOptions } from '../../scenarios/plasticity/run-protocol.ts'

/** Settings of one run of a protocol, in a form that goes to another thread. */
export interface ProtocolRequest {
  readonly protocol: string
  /** Name of a device, or path of a device file. */
  readonly device: string
  readonly options: Omit<RunProtocolOptions, 'progress' | 'signal'>
}

/** The result. */
export type ComputedRun = Omit<ProtocolRun, 'protocol'>
