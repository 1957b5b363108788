import { compilePlan } from '../../kernels/gpu/compile-plan.ts'
import type { GpuPlan } from '../../kernels/gpu/gpu-plan.ts'

/** Runs a plan in the page; arrays come and go as plain numbers. */
async function runPlan(
  mode: 'webgpu' | 'webgl2',
  plan: GpuPlan,
  inputs: readonly (number | number[])[],
): Promise<{ results: number[][]; kernelClass: string }> {
  const compiled = await compilePlan(plan, mode)
  const results = await compiled.run(
    inputs.map(input => (typeof input === 'number' ? input : Float32Array.from(input))),
  )
  const { kernelClass } = compiled.backend
  await compiled.destroy()
  return { results: results.map(result => [...result]), kernelClass }
}

Object.assign(globalThis, { runPlan })
