import type { Gpu, GpuProgram, ShaderProgram } from '../../kernels/gpu/gpu.ts'
import type { GpuFacts } from '../../kernels/gpu/gpu-messages.ts'
import type { GpuPlan, PlanBackend } from '../../kernels/gpu/gpu-plan.ts'
import { PlanError } from '../../kernels/gpu/plan-error.ts'
import type { ShaderPlan } from '../../kernels/gpu/shaders/shader-plan.ts'
import { GpuError } from './gpu-error.ts'

/** Compiled plans that are kept for the next array of the same shape. */
export interface PlanCache {
  /** @param plan written down only where it is not there yet */
  program(key: string, plan: () => GpuPlan): GpuProgram
  /** A plan that its user destroys. */
  compile(plan: GpuPlan): GpuProgram
  /** @returns seconds on the GPU */
  run(program: GpuProgram, ...numbers: number[]): number
  /** As `program`, of shaders. */
  shaders(key: string, plan: () => ShaderPlan): ShaderProgram
  /** Shaders that their user destroys. */
  heldShaders(plan: ShaderPlan): ShaderProgram
  /** A program that fails is compiled anew when it is asked for again. @returns seconds on the GPU */
  runShaders(program: ShaderProgram, run: string): number
  readonly facts: GpuFacts
  /** Backend of the last run. */
  readonly backend: PlanBackend | undefined
}

/** Programs kept; the one that was not asked for longest goes first. */
const MOST_PROGRAMS = 32
/** Programs of whole networks kept: each holds some 30 planes. */
const MOST_SHADER_PROGRAMS = 4

export function createPlanCache(gpu: Gpu): PlanCache {
  const programs = createKept<GpuProgram>(MOST_PROGRAMS)
  const shaderPrograms = createKept<ShaderProgram>(MOST_SHADER_PROGRAMS)
  let backend: PlanBackend | undefined
  return {
    facts: gpu,
    get backend() {
      return backend
    },
    program: (key, plan) => programs.take(key, () => gpu.compile(plan())),
    compile: plan => explain(() => gpu.compile(plan)),
    run(program, ...numbers) {
      const seconds = explain(() => program.run(...numbers))
      backend = program.backend
      return seconds
    },
    shaders: (key, plan) => shaderPrograms.take(key, () => gpu.compileShaders(plan())),
    heldShaders: plan => explain(() => gpu.compileShaders(plan)),
    runShaders(program, run) {
      try {
        const seconds = explain(() => program.run(run))
        backend = { kernelClass: 'compute shaders', executor: 'whole solves' }
        return seconds
      } catch (error) {
        shaderPrograms.drop(program)
        throw error
      }
    },
  }
}

/** Programs by their key, the latest of them. */
function createKept<T extends { destroy(): void }>(most: number) {
  const kept = new Map<string, T>()
  return {
    take(key: string, compile: () => T): T {
      const program = kept.get(key) ?? explain(compile)
      kept.delete(key)
      kept.set(key, program)
      if (kept.size > most) {
        const [oldest] = kept.keys()
        explain(() => kept.get(oldest)!.destroy())
        kept.delete(oldest)
      }
      return program
    },
    drop(program: T): void {
      for (const [key, one] of kept) if (one === program) kept.delete(key)
      try {
        program.destroy()
      } catch {
        // The GPU is gone, and what it held with it.
      }
    },
  }
}

/** Result of a call of the graphics adapter; a fault of a kernel is thrown as an error of the arrays. */
function explain<T>(call: () => T): T {
  try {
    return call()
  } catch (error) {
    throw error instanceof PlanError ? new GpuError(error.message) : error
  }
}
