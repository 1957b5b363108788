/**
 * The only module that imports gpu.js. The build replaces it by a bundle with gpu.js in it, because the package itself brings
 * a C++ build and two copies of webgpu. Its own types are loose, so what is used of it is typed here.
 */
import * as gpuJs from 'gpu.js'
import { type PlanFunction, type PlanSize, sizeCount } from './gpu-plan.ts'

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
  const gpu = openWith(mode, functions)
  return {
    kernelClass: className(gpu.Kernel),
    createKernel: (text, output) => gpu.createKernel(text, settingsOf(output)) as unknown as GpuKernel,
    createPipeline(argumentCount, write) {
      // gpu.js makes as many handles as the function declares arguments.
      const orchestration = Object.defineProperty(write, 'length', { value: argumentCount })
      return gpu.createPipeline(orchestration as never) as unknown as GpuPipeline
    },
    destroy: () => gpu.destroy(),
  }
}

/** A kernel that gpu.js wrote in WGSL. */
export interface WrittenKernel {
  /** Binding 0 is its parameters, then come the arrays that it is given and its output; the entry point is `main`. */
  readonly code: string
  /** Threads of a group. */
  readonly group: readonly [number, number, number]
  /** Bytes of its parameters: whole numbers of the output's size, 16 for each array's, and float32 numbers. */
  readonly parameterBytes: number
  /** Arguments that are arrays, in the order of the bindings, and the place of each one's size in the parameters, bytes. */
  readonly arrays: readonly { readonly argument: number; readonly at: number }[]
  readonly numbers: readonly { readonly argument: number; readonly at: number }[]
}

/** What is used here of the kernel of gpu.js for WebGPU. */
interface WebgpuKernel {
  build(...values: readonly unknown[]): Promise<void>
  _buildAsync(): Promise<void>
  readonly compiledSource: string
  readonly workgroupSize: readonly [number, number, number]
  readonly paramsLayout: {
    readonly byteLength: number
    readonly arrayArgs: readonly { readonly index: number; readonly dimsOffset: number }[]
    readonly scalarArgs: readonly { readonly index: number; readonly offset: number }[]
  }
}

/**
 * Has gpu.js write a kernel for WebGPU, which launches of the project's own run: those of gpu.js answer in promises alone.
 * @param values sizes of the arguments that are arrays, undefined for numbers
 * @throws Error for a text that gpu.js does not read
 */
export function writeForWebgpu(
  functions: readonly PlanFunction[],
  text: string,
  output: PlanSize,
  values: readonly (PlanSize | undefined)[],
): WrittenKernel {
  const { kernel } = openWith('webgpu', functions).createKernel(text, settingsOf(output)) as unknown as {
    readonly kernel: WebgpuKernel
  }
  // What comes after the text is written: a device and a pipeline of its own.
  kernel._buildAsync = async () => {}
  void kernel.build(
    ...values.map(size => (size === undefined ? 1 : gpuArray(new Float32Array(sizeCount(size)), size))),
  )
  const { arrayArgs, scalarArgs, byteLength } = kernel.paramsLayout
  return {
    code: kernel.compiledSource,
    group: kernel.workgroupSize,
    parameterBytes: byteLength,
    arrays: arrayArgs.map(({ index, dimsOffset }) => ({ argument: index, at: dimsOffset })),
    numbers: scalarArgs.map(({ index, offset }) => ({ argument: index, at: offset })),
  }
}

/** The class of kernels that gpu.js writes for WebGPU, by the name that it exports. */
export const WEBGPU_KERNEL = 'WebGPUKernel'

function openWith(mode: GpuJsMode, functions: readonly PlanFunction[]): InstanceType<typeof GPU> {
  const gpu = new GPU({ mode })
  for (const { text, argumentCount } of functions) {
    gpu.addFunction(text as never, {
      argumentTypes: Array.from({ length: argumentCount }, () => 'Number'),
      returnType: 'Number',
    })
  }
  return gpu
}

function settingsOf(output: PlanSize) {
  return {
    output: [...output],
    precision: 'single' as const,
    // Missing in its types.
    ...({ loopMaxIterations: MOST_TURNS } as object),
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
