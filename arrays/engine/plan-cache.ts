import type { Gpu, GpuProgram } from '../../kernels/gpu/gpu.ts'
import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import type { GpuPlan, PlanBackend } from '../../kernels/gpu/gpu-plan.ts'
import { PlanError } from '../../kernels/gpu/plan-error.ts'
import { GpuError } from './gpu-error.ts'

/** Compiled plans that are kept for the next array of the same shape. */
export interface PlanCache {
  /** @param plan written down only where it is not there yet */
  program(key: string, plan: () => GpuPlan): GpuProgram
  /** A plan with fixed arrays of its own, which its user destroys. */
  compile(plan: GpuPlan, fixed: readonly Float32Array[]): GpuProgram
  /** @returns seconds on the GPU */
  run(program: GpuProgram, ...numbers: number[]): number
  readonly facts: GpuFacts
  /** What gpu.js ran last. */
  readonly backend: PlanBackend | undefined
}

/** Programs kept; the one that was not asked for longest goes first. */
const MOST_PROGRAMS = 32

export function createPlanCache(gpu: Gpu): PlanCache {
  const programs = new Map<string, GpuProgram>()
  let backend: PlanBackend | undefined
  return {
    facts: gpu,
    get backend() {
      return backend
    },
    program(key, plan) {
      const program = programs.get(key) ?? explain(() => gpu.compile(plan()))
      programs.delete(key)
      programs.set(key, program)
      if (programs.size > MOST_PROGRAMS) {
        const [oldest] = programs.keys()
        explain(() => programs.get(oldest)!.destroy())
        programs.delete(oldest)
      }
      return program
    },
    compile: (plan, fixed) => explain(() => gpu.compile(plan, fixed)),
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
    throw error instanceof PlanError ? new GpuError(error.message) : error
  }
}
