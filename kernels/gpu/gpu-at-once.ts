import { checkNumbers, type Gpu, type GpuProgram, planBytes, refuseSize } from './gpu.ts'
import type { GpuPlan } from './gpu-plan.ts'
import { KERNEL_SHADERS, kernelShaders } from './kernel-shaders.ts'
import { shaderBytes } from './shaders/shader-plan.ts'
import { type DeviceAtOnce, openDeviceAtOnce } from './shaders/shaders-at-once.ts'
import { webgpuFacts } from './webgpu-facts.ts'

/** A GPU of the calling thread. */
export interface GpuAtOnce extends Gpu {
  /**
   * What the GPU says later than it answers: asked between two calls of a thread that may await, before a result is handed on and where a
   * call failed.
   * @returns why it failed; undefined where nothing did
   */
  settled(): Promise<string | undefined>
}

/**
 * Opens the GPU of a page for the thread that calls, which need not share memory with another: numbers come back by a canvas, at once
 * (shaders/read-canvas.ts). A kernel that does not compile, a GPU that is lost and a picture that is not of the work at hand are errors of
 * the run; `settled` knows the reason.
 * @throws Error that says why there is none
 */
export async function openGpuAtOnce(): Promise<GpuAtOnce> {
  const facts = await webgpuFacts()
  const device = await openDeviceAtOnce()
  const mode = 'webgpu'
  return {
    ...facts,
    mode,
    compile(plan) {
      refuseSize(plan.name, planBytes(plan), facts, mode)
      return compileKernels(device, plan)
    },
    compileShaders(plan) {
      refuseSize(plan.name, shaderBytes(plan), facts, mode)
      const compiled = device.compile(plan)
      const moved = Object.values(plan.runs).flatMap(({ uploads, downloads }) => [...uploads, ...downloads])
      const memory = new Map(moved.map(index => [index, new Float32Array(plan.buffers[index].length)]))
      return {
        plan,
        memory,
        get counts() {
          return compiled.counts
        },
        run: name => timed(() => compiled.run(name, memory, memory)),
        destroy: compiled.destroy,
      }
    },
    settled: device.settled,
    async close() {
      device.close()
    },
  }
}

function compileKernels(device: DeviceAtOnce, plan: GpuPlan): GpuProgram {
  const written = kernelShaders(plan)
  const compiled = device.compile(written.plan)
  const memory = new Map(written.parameters)
  const arrayOf = (index: number | undefined): Float32Array => {
    if (index === undefined) return new Float32Array(0)
    const array = memory.get(index) ?? new Float32Array(written.plan.buffers[index].length)
    memory.set(index, array)
    return array
  }
  const inputs = written.inputs.map(arrayOf)
  const results = written.results.map(arrayOf)
  compiled.run('begin', memory, memory)
  return {
    backend: KERNEL_SHADERS,
    inputs,
    results,
    run(...numbers) {
      written.setNumbers(numbers)
      const seconds = timed(() => compiled.run('run', memory, memory))
      if (plan.mayOverflow !== true) checkNumbers(plan, results)
      return seconds
    },
    destroy: compiled.destroy,
  }
}

/** @returns seconds of a call */
function timed(call: () => void): number {
  const before = performance.now()
  call()
  return (performance.now() - before) / 1000
}
