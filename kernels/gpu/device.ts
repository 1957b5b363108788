import { Worker } from 'node:worker_threads'
import {
  type DeviceAnswer,
  type DeviceFacts,
  type DeviceMode,
  type DeviceRequest,
  type DeviceStart,
  SLOT,
} from './device-messages.ts'
import { type DevicePlan, type PlanBackend, sizeCount } from './device-plan.ts'
import { PlanError } from './plan-error.ts'

/** A device that runs plans; every call comes back with its answer. */
export interface Device extends DeviceFacts {
  readonly mode: DeviceMode
  /**
   * @param fixed the plan's fixed arrays
   * @throws PlanError where it does not compile or does not fit
   */
  compile(plan: DevicePlan, fixed?: readonly Float32Array[]): DeviceProgram
  /** Ends the thread; the process exits without it as well. */
  close(): Promise<void>
}

/** A compiled plan. */
export interface DeviceProgram {
  readonly backend: PlanBackend
  /** Where the arrays of the next run are to be put, in the plan's order; of no length for a number. */
  readonly inputs: readonly Float32Array[]
  /** What the latest run found. */
  readonly results: readonly Float32Array[]
  /**
   * @param numbers the plan's numbers in their order
   * @returns seconds on the thread of the device: upload, launches and readback
   * @throws PlanError with the names of the kernels, also where a result is not a number
   */
  run(...numbers: number[]): number
  destroy(): void
}

/** A device that does not answer for so long is taken for lost, s. */
const LONGEST_RUN = 600
const TEXT_BYTES = 65536

/**
 * Starts the thread of a device.
 * @throws Error that says what is missing and how to get it
 */
export async function openDevice(mode: DeviceMode): Promise<Device> {
  const control = new SharedArrayBuffer(8)
  const text = new SharedArrayBuffer(TEXT_BYTES)
  const worker = startThread({ mode, control, text })
  const facts = await firstMessage(worker)
  worker.unref()
  const words = new Int32Array(control)
  const bytes = new Uint8Array(text)

  function ask(request: DeviceRequest): DeviceAnswer {
    Atomics.store(words, SLOT.answered, 0)
    worker.postMessage(request)
    const waited = Atomics.wait(words, SLOT.answered, 0, LONGEST_RUN * 1000)
    if (waited === 'timed-out')
      throw new PlanError(`the device (${mode}) did not answer for ${LONGEST_RUN} s`)
    const answer = JSON.parse(new TextDecoder().decode(bytes.slice(0, words[SLOT.length]))) as DeviceAnswer
    if ('error' in answer) throw new PlanError(answer.error)
    return answer
  }

  let programs = 0
  return {
    ...facts,
    mode,
    compile(plan, fixed = []) {
      checkSize(plan, facts, mode)
      const id = programs++
      const inputs = plan.inputs.map(input => sharedArray(input.kind === 'array' ? sizeCount(input.size) : 0))
      const results = plan.results.map(step => sharedArray(sizeCount(outputOf(plan, step))))
      const { backend } = ask({ kind: 'compile', id, plan, fixed, inputs, results }) as {
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
    close: async () => {
      await worker.terminate()
    },
  }
}

/** From its sources the project runs by tsx, which every thread has to load anew. */
function startThread(workerData: DeviceStart): Worker {
  const fromSource = import.meta.url.endsWith('.ts')
  const module = new URL(`./device-thread.${fromSource ? 'ts' : 'js'}`, import.meta.url)
  // gpu.js prints what it also throws.
  const options = { workerData, stdout: true, stderr: true }
  if (!fromSource) return new Worker(module, options)
  const tsx = import.meta.resolve('tsx/esm/api')
  const start = `import('${tsx}').then(({ register }) => { register(); return import('${module.href}') })`
  return new Worker(start, { ...options, eval: true })
}

function firstMessage(worker: Worker): Promise<DeviceFacts> {
  return new Promise((resolve, reject) => {
    worker.once('message', (message: { facts: DeviceFacts } | { error: string }) => {
      if ('facts' in message) resolve(message.facts)
      else {
        reject(new Error(message.error))
        void worker.terminate()
      }
    })
    worker.once('error', reject)
  })
}

function sharedArray(count: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(4 * count))
}

function outputOf(plan: DevicePlan, step: number): readonly number[] {
  return plan.kernels[plan.steps[step].kernel].output
}

/** The sum over a plane is not a number where one of its values is none. */
function checkNumbers(plan: DevicePlan, results: readonly Float32Array[]): void {
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
export function planBytes(plan: DevicePlan): { readonly largest: number; readonly total: number } {
  const sizes = [
    ...plan.inputs.flatMap(input => (input.kind === 'array' ? [input.size] : [])),
    ...plan.kernels.flatMap(({ output, fixed }) => [
      output,
      ...Object.values(fixed).map(index => plan.fixed[index]),
    ]),
  ].map(size => 4 * sizeCount(size))
  return { largest: Math.max(...sizes), total: sizes.reduce((sum, bytes) => sum + bytes, 0) }
}

function checkSize(
  plan: DevicePlan,
  { adapter, largestArray, largestPlan }: DeviceFacts,
  mode: string,
): void {
  const { largest, total } = planBytes(plan)
  const part = Math.min(largestArray / largest, largestPlan / total)
  if (part >= 1) return
  throw new PlanError(
    `${plan.name} needs ${largest} bytes in one array and ${total} in all; ${mode} on ${adapter} holds ${largestArray} and ${largestPlan}: about ${Math.floor(part * 100)} % of these cells fit`,
  )
}
