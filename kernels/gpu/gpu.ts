import {
  type GpuAnswer,
  type GpuFacts,
  type GpuMode,
  type GpuRequest,
  type GpuStart,
  SLOT,
} from './gpu-messages.ts'
import { type GpuPlan, type PlanBackend, sizeCount } from './gpu-plan.ts'
import { PlanError } from './plan-error.ts'
import { type ShaderCounts, type ShaderPlan, shaderBytes } from './shaders/shader-plan.ts'

/** A GPU that runs plans; every call comes back with its answer. */
export interface Gpu extends GpuFacts {
  readonly mode: GpuMode
  /**
   * @throws PlanError where it does not compile or does not fit
   */
  compile(plan: GpuPlan): GpuProgram
  /**
   * As `compile`, on WebGPU's own interface.
   * @throws PlanError also where the mode has none, or the adapter loses digits
   */
  compileShaders(plan: ShaderPlan): ShaderProgram
  /** Ends the thread; the process exits without it as well. */
  close(): Promise<void>
}

/** A compiled plan. */
export interface GpuProgram {
  readonly backend: PlanBackend
  /** Where the arrays of the next run are to be put, in the plan's order; of no length for a number. */
  readonly inputs: readonly Float32Array[]
  /** Results of the latest run. */
  readonly results: readonly Float32Array[]
  /**
   * @param numbers the plan's numbers in their order
   * @returns seconds on the thread of the GPU: upload, launches and readback
   * @throws PlanError with the names of the kernels, also where a result is not a number
   */
  run(...numbers: number[]): number
  destroy(): void
}

/** A compiled plan of shaders. */
export interface ShaderProgram {
  readonly plan: ShaderPlan
  /** Arrays that the runs upload and download, by buffer. */
  readonly memory: ReadonlyMap<number, Float32Array>
  /**
   * @returns seconds on the thread of the GPU: uploads, launches and downloads
   * @throws PlanError with the name of the plan
   */
  run(name: string): number
  /** Of all runs so far. */
  readonly counts: ShaderCounts
  destroy(): void
}

/** The thread that owns a GPU; see gpu-thread.ts. */
export interface GpuThread {
  readonly facts: GpuFacts
  /** It answers in the shared memory that it was started with. */
  send(request: GpuRequest): void
  close(): Promise<void>
}

/**
 * Starts such a thread.
 * @throws Error that says what is missing and how to get it
 */
export type StartGpuThread = (start: GpuStart) => Promise<GpuThread>

/**
 * Opens a GPU.
 * @throws Error that says what is missing and how to get it
 */
export type OpenGpu = (mode: GpuMode) => Promise<Gpu>

/** A GPU that does not answer for so long is taken for lost, s. */
const LONGEST_RUN = 600
const TEXT_BYTES = 65536

/**
 * Opens a GPU on a thread of its own.
 * @param start starts the thread that owns it
 * @throws Error that says what is missing and how to get it
 */
export async function openGpu(mode: GpuMode, start: StartGpuThread): Promise<Gpu> {
  const control = new SharedArrayBuffer(8)
  const text = new SharedArrayBuffer(TEXT_BYTES)
  const thread = await start({ mode, control, text })
  const { facts } = thread
  const words = new Int32Array(control)
  const bytes = new Uint8Array(text)

  function ask(request: GpuRequest): GpuAnswer {
    Atomics.store(words, SLOT.answered, 0)
    thread.send(request)
    const waited = Atomics.wait(words, SLOT.answered, 0, LONGEST_RUN * 1000)
    if (waited === 'timed-out') throw new PlanError(`the GPU (${mode}) did not answer for ${LONGEST_RUN} s`)
    const answer = JSON.parse(new TextDecoder().decode(bytes.slice(0, words[SLOT.length]))) as GpuAnswer
    if ('error' in answer) throw new PlanError(answer.error)
    return answer
  }

  let programs = 0
  return {
    ...facts,
    mode,
    compile(plan) {
      refuseSize(plan.name, planBytes(plan), facts, mode)
      const id = programs++
      const inputs = plan.inputs.map(input => sharedArray(input.kind === 'array' ? sizeCount(input.size) : 0))
      const results = plan.results.map(step => sharedArray(sizeCount(outputOf(plan, step))))
      const { backend } = ask({ kind: 'compile', id, plan, inputs, results }) as {
        backend: PlanBackend
      }
      return {
        backend,
        inputs,
        results,
        run(...numbers) {
          const { seconds } = ask({ kind: 'run', id, numbers }) as { seconds: number }
          if (plan.mayOverflow !== true) checkNumbers(plan, results)
          return seconds
        },
        destroy: () => {
          ask({ kind: 'destroy', id })
        },
      }
    },
    compileShaders(plan) {
      if (mode !== 'webgpu') throw new PlanError(`${plan.name}: ${mode} runs no shaders; expected webgpu`)
      refuseSize(plan.name, shaderBytes(plan), facts, mode)
      const id = programs++
      const moved = Object.values(plan.runs).flatMap(({ uploads, downloads }) => [...uploads, ...downloads])
      const memory = new Map(
        [...new Set(moved)].map(index => [index, sharedArray(plan.buffers[index].length)] as const),
      )
      let { counts } = ask({ kind: 'compile-shaders', id, plan, memory }) as { counts: ShaderCounts }
      return {
        plan,
        memory,
        get counts() {
          return counts
        },
        run(name) {
          const answer = ask({ kind: 'run-shaders', id, run: name })
          const { seconds, counts: now } = answer as { seconds: number; counts: ShaderCounts }
          counts = now
          return seconds
        },
        destroy: () => {
          ask({ kind: 'destroy', id })
        },
      }
    },
    close: () => thread.close(),
  }
}

function sharedArray(count: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * count))
}

function outputOf(plan: GpuPlan, step: number): readonly number[] {
  return plan.kernels[plan.steps[step].kernel].output
}

/** The sum over a plane is not a number where one of its values is none. */
export function checkNumbers(plan: GpuPlan, results: readonly Float32Array[]): void {
  plan.results.forEach((step, k) => {
    let sum = 0
    for (const value of results[k]) sum += value * 0
    if (sum === 0) return
    const { name } = plan.kernels[plan.steps[step].kernel]
    const at = results[k].findIndex(value => !Number.isFinite(value))
    throw new PlanError(`${plan.name}, kernel ${name}: ${results[k][at]} came back for value ${at}`)
  })
}

/** Bytes of the largest array, and about those of all arrays. */
export function planBytes(plan: GpuPlan): { readonly largest: number; readonly total: number } {
  const sizes = [
    ...plan.inputs.flatMap(input => (input.kind === 'array' ? [input.size] : [])),
    ...plan.kernels.map(({ output }) => output),
  ].map(size => 4 * sizeCount(size))
  return { largest: Math.max(...sizes), total: sizes.reduce((sum, bytes) => sum + bytes, 0) }
}

export function refuseSize(
  name: string,
  { largest, total }: { readonly largest: number; readonly total: number },
  { adapter, largestArray, largestPlan }: GpuFacts,
  mode: string,
): void {
  const part = Math.min(largestArray / largest, largestPlan / total)
  if (part >= 1) return
  throw new PlanError(
    `${name} needs ${largest} bytes in one array and ${total} in all; ${mode} on ${adapter} holds ${largestArray} and ${largestPlan}: about ${Math.floor(part * 100)} % of these cells fit`,
  )
}
