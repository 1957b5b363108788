import { type ArrayEngine, GpuError } from 'sneakpath/core'
import type { Backends } from './backend.ts'

/** The GPUs of a session. */
export interface SessionGpus {
  readonly backends: Backends
  /** Tells the reader what no answer says. */
  readonly say: (text: string) => void
  /** Those that were given up. */
  readonly gone: WeakSet<ArrayEngine>
}

/**
 * What is found on a GPU; where that fails, now or a moment later, it is given up, the reader is told why, and the answer is float64's.
 * @param engineOf the engine that was used, undefined for float64
 */
export async function elseInFloat64<T>(
  gpus: SessionGpus,
  engineOf: () => ArrayEngine | undefined,
  onGpu: () => T | Promise<T>,
  inFloat64: () => T | Promise<T>,
): Promise<T> {
  try {
    const found = await onGpu()
    const engine = engineOf()
    const fault = engine === undefined ? undefined : await gpus.backends.settled(engine)
    if (fault !== undefined) throw new GpuError(fault)
    return found
  } catch (error) {
    if (!(error instanceof GpuError)) throw error
    await giveUp(gpus, engineOf(), error)
    return inFloat64()
  }
}

async function giveUp(
  { backends, say, gone }: SessionGpus,
  engine: ArrayEngine | undefined,
  error: GpuError,
): Promise<void> {
  let reason = error.message
  if (engine !== undefined) {
    // Closed for the first fault, a GPU is lost to whoever asked meanwhile: only the first is the reason.
    if (gone.has(engine)) return
    gone.add(engine)
    // A call of a GPU that fails does not know why; the GPU says it a moment later.
    reason = (await backends.settled(engine)) ?? reason
    backends.giveUp(engine)
  }
  say(`The GPU was given up, and the page goes on in float64: ${reason}`)
}
