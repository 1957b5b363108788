/**
 * The only module that imports gpu.js. The build replaces it by a bundle with gpu.js in it, because the package itself brings
 * a C++ build and two copies of webgpu. Its own types are loose, so what is used of it is typed here.
 */
import * as gpuJs from 'gpu.js'
import type { PlanFunction, PlanSize } from './gpu-plan.ts'

/** Where gpu.js runs kernels; all of them compute in float32. webgl2 is for browsers, cpu for tests. */
export type GpuJsMode = 'cpu' | 'webasm' | 'webgpu' | 'webgl2'

/** A flat row-major array with its size, as an argument. */
export interface GpuArray {
  readonly value: Float32Array
  readonly size: PlanSize
}

/** A compiled plan. */
export interface GpuPipeline {
  (...values: readonly (number | GpuArray)[]): Promise<unknown>
  /** Mode of what really ran, known after the first call; "gpu" for webgl2. */
  readonly backend: string | null
  /** "fused-encoder" (webgpu), "fused-threaded" or "fused-sync" (webasm), "generic" (one launch after the other). */
  readonly executorKind: string
  /** Why a plan was not fused. */
  readonly fallbackReason: string | null
}

/** A kernel, called while a pipeline is written down: takes and gives handles. */
export type GpuKernel = (...values: readonly unknown[]) => unknown

export interface GpuJs {
  /** Name of the class that gpu.js chose. */
  readonly kernelClass: string
  createKernel(text: string, output: PlanSize): GpuKernel
  /** @param write called once with a handle for each argument; returns the handles of the results */
  createPipeline(argumentCount: number, write: (...handles: unknown[]) => unknown[]): GpuPipeline
  destroy(): Promise<void>
}

/** gpu.js ends a loop whose bound is an argument after so many turns, silently; its own number is 1000. */
const MOST_TURNS = 2 ** 30

const { GPU, Input } = gpuJs

/** @param functions scalar functions that the kernels may call */
export function openGpuJs(mode: GpuJsMode, functions: readonly PlanFunction[]): GpuJs {
  const gpu = new GPU({ mode })
  for (const { text, argumentCount } of functions) {
    gpu.addFunction(text as never, {
      argumentTypes: Array.from({ length: argumentCount }, () => 'Number'),
      returnType: 'Number',
    })
  }
  return {
    kernelClass: className(gpu.Kernel),
    createKernel: (text, output) =>
      gpu.createKernel(text, {
        output: [...output],
        precision: 'single',
        // Missing in its types.
        ...({ loopMaxIterations: MOST_TURNS } as object),
      }) as unknown as GpuKernel,
    createPipeline(argumentCount, write) {
      // gpu.js makes as many handles as the function declares arguments.
      const orchestration = Object.defineProperty(write, 'length', { value: argumentCount })
      return gpu.createPipeline(orchestration as never) as unknown as GpuPipeline
    },
    destroy: () => gpu.destroy(),
  }
}

/** Wraps flat row-major values with their size. */
export function gpuArray(value: Float32Array, size: PlanSize): GpuArray {
  return new Input(value as never, [...size] as never) as unknown as GpuArray
}

/** Bundlers rename classes, but not what a module exports. */
function className(kernel: unknown): string {
  const exported = Object.entries(gpuJs).find(([, value]) => value === kernel)
  return exported?.[0] ?? (kernel as { readonly name: string }).name
}
