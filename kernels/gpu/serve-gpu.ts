import { type CompiledPlan, compilePlan } from './compile-plan.ts'
import { type GpuAnswer, type GpuRequest, type GpuStart, SLOT } from './gpu-messages.ts'
import { type CompiledShaders, openShaderDevice, type ShaderDevice } from './shaders/run-shaders.ts'

interface Program {
  readonly compiled: CompiledPlan
  readonly request: GpuRequest & { kind: 'compile' }
}

interface ShaderProgram {
  readonly compiled: CompiledShaders
  readonly memory: ReadonlyMap<number, Float32Array>
}

/** Longest text of an error, characters. */
const MOST_TEXT = 8000

/**
 * What the thread that owns a GPU does with each request. gpu.js answers in promises; here they are awaited, while the thread that asked
 * sleeps until the answer stands in shared memory, so that solvers need not know of it.
 * @param start memory of the answers; on webgpu the global `navigator` has to name the GPU
 * @returns takes one request; its faults are answers
 */
export function serveGpu({ mode, control, text }: GpuStart): (request: GpuRequest) => Promise<void> {
  const words = new Int32Array(control)
  const bytes = new Uint8Array(text)
  const programs = new Map<number, Program>()
  const shaderPrograms = new Map<number, ShaderProgram>()
  let shaderDevice: ShaderDevice | undefined

  /** The first program of shaders opens it, and the first after a loss. */
  async function deviceOfShaders(): Promise<ShaderDevice> {
    if (shaderDevice === undefined || shaderDevice.isLost) shaderDevice = await openShaderDevice()
    return shaderDevice
  }

  async function serveShaders(
    request: GpuRequest & { kind: 'compile-shaders' | 'run-shaders' },
  ): Promise<GpuAnswer> {
    const before = performance.now()
    if (request.kind === 'compile-shaders') {
      const device = await deviceOfShaders()
      shaderPrograms.set(request.id, { compiled: await device.compile(request.plan), memory: request.memory })
    } else {
      const { compiled, memory } = shaderPrograms.get(request.id)!
      await compiled.run(request.run, memory, memory)
    }
    const { counts } = shaderPrograms.get(request.id)!.compiled
    return { seconds: (performance.now() - before) / 1000, counts }
  }

  async function destroy(id: number): Promise<void> {
    await programs.get(id)?.compiled.destroy()
    programs.delete(id)
    shaderPrograms.get(id)?.compiled.destroy()
    shaderPrograms.delete(id)
  }

  async function serve(request: GpuRequest): Promise<GpuAnswer> {
    if (request.kind === 'compile') {
      const compiled = await compilePlan(request.plan, mode)
      programs.set(request.id, { compiled, request })
      return { backend: compiled.backend }
    }
    if (request.kind === 'compile-shaders' || request.kind === 'run-shaders') return serveShaders(request)
    const before = performance.now()
    if (request.kind === 'run') await runProgram(programs.get(request.id)!, request.numbers)
    else await destroy(request.id)
    return { seconds: (performance.now() - before) / 1000 }
  }

  async function runProgram({ compiled, request }: Program, numbers: readonly number[]): Promise<void> {
    let given = 0
    const results = await compiled.run(
      request.inputs.map(input => (input.length === 0 ? numbers[given++] : input)),
    )
    results.forEach((result, k) => {
      request.results[k].set(result)
    })
  }

  function answer(found: GpuAnswer): void {
    const encoded = new TextEncoder().encode(JSON.stringify(found)).subarray(0, bytes.length)
    bytes.set(encoded)
    words[SLOT.length] = encoded.length
    Atomics.store(words, SLOT.answered, 1)
    Atomics.notify(words, SLOT.answered)
  }

  return async request => {
    answer(
      await serve(request).catch(error => ({
        error: String(error instanceof Error ? error.message : error).slice(0, MOST_TEXT),
      })),
    )
  }
}
