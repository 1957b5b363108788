import { ConfigError } from 'sneakpath/core'
import type { EngineCall, EngineEvents, EngineRequests } from './calls.ts'
import type { EngineFault, FromEngine, ToEngine } from './protocol.ts'
import { createSession, type Session } from './session.ts'

/** The engine: the library on a thread of its own, behind the port that the page sends first. */
addEventListener('message', ({ data }: MessageEvent<MessagePort>) => serve(data), { once: true })

function serve(port: MessagePort): void {
  const session = createSession(text => send({ kind: 'said', text }))
  const running = new Map<number, AbortController>()
  port.addEventListener('message', ({ data }: MessageEvent<ToEngine>) => {
    if (data.kind === 'stop') running.get(data.id)?.abort()
    else if (data.kind === 'ping') send({ kind: 'pong' })
    else void answer(data.id, data.call, data.request)
  })
  port.start()

  async function answer(id: number, call: EngineCall, request: EngineRequests[EngineCall]): Promise<void> {
    const controller = new AbortController()
    running.set(id, controller)
    const tell = (event: EngineEvents[EngineCall]): void => send({ kind: 'event', id, event })
    try {
      const calls = session as Readonly<Record<EngineCall, AnyCall>>
      send({ kind: 'answer', id, answer: await calls[call](request, { tell, signal: controller.signal }) })
    } catch (error) {
      send({ kind: 'error', id, error: faultOf(error) })
    } finally {
      running.delete(id)
    }
  }

  function send(message: FromEngine): void {
    port.postMessage(message, buffersOf(message))
  }
}

type AnyCall = (request: unknown, hooks: unknown) => Promise<never>

/** Typed arrays are handed over, not copied: what the engine keeps is not sent. */
function buffersOf(value: unknown, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof ArrayBuffer) found.add(value.buffer)
  } else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) buffersOf(part, found)
  }
  return [...found]
}

function faultOf(error: unknown): EngineFault {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const { name, message } = error
  return error instanceof ConfigError ? { name, message, place: error.place } : { name, message }
}

export type { Session }
