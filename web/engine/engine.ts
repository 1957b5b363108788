import { startWorker } from '#start-worker'
import type { EngineAnswers, EngineCall, EngineEvents, EngineRequests } from './calls.ts'
import type { EngineFault, FromEngine, ToEngine } from './protocol.ts'

/** A fault as the engine reports it: one line, with its place where it has one. */
export class EngineError extends Error {
  readonly fault: EngineFault
  constructor(fault: EngineFault) {
    super(fault.message)
    this.name = fault.name
    this.fault = fault
  }
}

export interface CallOptions<Call extends EngineCall> {
  readonly onEvent?: (event: EngineEvents[Call]) => void
  readonly signal?: AbortSignal
}

export interface Engine {
  /** @throws EngineError for what the engine refuses, or where it is lost; AbortError where it was stopped */
  ask<Call extends EngineCall>(
    call: Call,
    request: EngineRequests[Call],
    options?: CallOptions<Call>,
  ): Promise<EngineAnswers[Call]>
  /** Ends the engine; the next call starts another. */
  restart(reason: string): void
}

interface Pending {
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
  readonly onEvent: ((event: never) => void) | undefined
}

interface Running {
  readonly port: MessagePort
  end(): void
}

/** Milliseconds between two pings, pings that an idle engine may leave unanswered, and a busy one before the reader is asked. */
const PULSE = { everyMs: 1000, idle: 6, busy: 30 } as const

/** A stop that is not answered for so long ends the engine: it is inside one long solve. */
const STOP_MS = 1500

export const LOST = 'EngineLost'

/**
 * The engine of a page, started when it is first asked.
 * `onLost` is called when it died with calls or without, after these were rejected; `onSaid` with one line for the reader; `onSilent` with true when it has been inside one solve for long, with false when it is heard again
 */
export function createEngine({
  onLost,
  onSaid,
  onSilent,
}: {
  readonly onLost: (reason: string) => void
  readonly onSaid: (text: string) => void
  readonly onSilent: (silent: boolean) => void
}): Engine {
  let running: Running | undefined
  let count = 0
  /** Pings without an answer. */
  let missed = 0
  const pending = new Map<number, Pending>()

  function start(): Running {
    const worker = startWorker()
    const { port1, port2 } = new MessageChannel()
    const lost = (reason: string): void => {
      if (running?.port === port1) lose(reason)
    }
    worker.addEventListener('error', event => {
      event.preventDefault()
      lost(event.message === '' ? 'it could not be started or broke off' : event.message)
    })
    // Some browsers close the port with the worker, whatever ended it; in others it no longer answers.
    port1.addEventListener('close', () => lost('it ended by itself'))
    port1.addEventListener('message', ({ data }: MessageEvent<FromEngine>) => take(data))
    port1.addEventListener('messageerror', () => lost('its answer could not be read'))
    port1.start()
    worker.postMessage(port2, [port2])
    missed = 0
    const pulse = setInterval(() => beat(port1), PULSE.everyMs)
    return {
      port: port1,
      end() {
        clearInterval(pulse)
        port1.close()
        worker.terminate()
      },
    }
  }

  function beat(port: MessagePort): void {
    if (missed === 0) port.postMessage({ kind: 'ping' } satisfies ToEngine)
    missed++
    if (pending.size === 0 && missed > PULSE.idle) lose('it ended by itself')
    else if (missed === PULSE.busy) onSilent(true)
  }

  function take(message: FromEngine): void {
    if (missed >= PULSE.busy) onSilent(false)
    missed = 0
    if (message.kind === 'pong') return
    if (message.kind === 'said') {
      onSaid(message.text)
      return
    }
    const call = pending.get(message.id)
    if (call === undefined) return
    if (message.kind === 'event') {
      call.onEvent?.(message.event as never)
      return
    }
    pending.delete(message.id)
    if (message.kind === 'answer') call.resolve(message.answer as never)
    else call.reject(new EngineError(message.error))
  }

  function lose(reason: string): void {
    const calls = [...pending.values()]
    pending.clear()
    running?.end()
    running = undefined
    onSilent(false)
    for (const { reject } of calls) reject(new EngineError({ name: LOST, message: reason }))
    onLost(reason)
  }

  return {
    ask(call, request, { onEvent, signal } = {}) {
      running ??= start()
      const { port } = running
      const id = ++count
      const send = (message: ToEngine): void => port.postMessage(message)
      return new Promise((resolve, reject) => {
        if (signal?.aborted === true) {
          reject(new EngineError({ name: 'AbortError', message: 'stopped' }))
          return
        }
        pending.set(id, { resolve, reject, onEvent })
        signal?.addEventListener('abort', () => {
          send({ kind: 'stop', id })
          setTimeout(() => {
            if (pending.has(id)) lose('it was inside a long solve when it was stopped')
          }, STOP_MS)
        })
        send({ kind: 'ask', id, call, request } as ToEngine)
      })
    },
    restart: lose,
  }
}
