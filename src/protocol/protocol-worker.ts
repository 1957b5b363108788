import { parentPort, workerData } from 'node:worker_threads'
import { findProtocol } from '../../scenarios/plasticity/protocols/index.ts'
import { runProtocol } from '../../scenarios/plasticity/run-protocol.ts'
import { findDevice } from '../host/find-device.ts'
import { failureOf, type ProtocolFailure } from './protocol-failure.ts'
import type { ComputedRun, ProtocolRequest } from './protocol-request.ts'

/** Messages of the thread: progress, result, or error. */
export type ProtocolMessage =
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }
  | { readonly kind: 'run'; readonly run: ComputedRun }
  | { readonly kind: 'failure'; readonly failure: ProtocolFailure }

const { protocol, device, options } = workerData as ProtocolRequest
const send = (message: ProtocolMessage): void => parentPort!.postMessage(message)
try {
  const { protocol: _, ...run } = runProtocol(findProtocol(protocol)!, findDevice(device), {
    ...options,
    progress: (done, total) => send({ kind: 'progress', done, total }),
  })
  send({ kind: 'run', run })
} catch (error) {
  const failure = failureOf(error)
  if (failure === undefined) throw error
  send({ kind: 'failure', failure })
}
