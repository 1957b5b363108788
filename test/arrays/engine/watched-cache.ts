import { createPlanCache, type PlanCache } from '../../../arrays/engine/plan-cache.ts'
import type { Gpu, ShaderProgram } from '../../../kernels/gpu/gpu.ts'

/** A cache whose programs are kept in sight. */
export function watchedCache(gpu: Gpu): { readonly cache: PlanCache; readonly programs: ShaderProgram[] } {
  const programs: ShaderProgram[] = []
  const cache = createPlanCache({
    ...gpu,
    compileShaders(plan) {
      const program = gpu.compileShaders(plan)
      programs.push(program)
      return program
    },
  })
  return { cache, programs }
}
