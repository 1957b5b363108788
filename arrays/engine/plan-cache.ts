import type { Device, DeviceProgram } from '../../kernels/gpu/device.ts'
import type { DeviceFacts } from '../../kernels/gpu/device-messages.ts'
import type { DevicePlan, PlanBackend } from '../../kernels/gpu/device-plan.ts'
import { PlanError } from '../../kernels/gpu/plan-error.ts'
import { DeviceError } from './device-error.ts'

/** Compiled plans that are kept for the next array of the same shape. */
export interface PlanCache {
  /** @param plan written down only where it is not there yet */
  program(key: string, plan: () => DevicePlan): DeviceProgram
  /** A plan with fixed arrays of its own, which its user destroys. */
  compile(plan: DevicePlan, fixed: readonly Float32Array[]): DeviceProgram
  /** @returns seconds on the device */
  run(program: DeviceProgram, ...numbers: number[]): number
  readonly facts: DeviceFacts
  /** What gpu.js ran last. */
  readonly backend: PlanBackend | undefined
}

/** Programs kept; the one that was not asked for longest goes first. */
const MOST_PROGRAMS = 32

export function createPlanCache(device: Device): PlanCache {
  const programs = new Map<string, DeviceProgram>()
  let backend: PlanBackend | undefined
  return {
    facts: device,
    get backend() {
      return backend
    },
    program(key, plan) {
      const program = programs.get(key) ?? explain(() => device.compile(plan()))
      programs.delete(key)
      programs.set(key, program)
      if (programs.size > MOST_PROGRAMS) {
        const [oldest] = programs.keys()
        explain(() => programs.get(oldest)!.destroy())
        programs.delete(oldest)
      }
      return program
    },
    compile: (plan, fixed) => explain(() => device.compile(plan, fixed)),
    run(program, ...numbers) {
      const seconds = explain(() => program.run(...numbers))
      backend = program.backend
      return seconds
    },
  }
}

/** What goes wrong in a kernel, as an error of the arrays. */
function explain<T>(call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw error instanceof PlanError ? new DeviceError(error.message) : error
  }
}
