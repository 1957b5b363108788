/**
 * The only module that imports gpu.js. The build replaces it by a bundle with gpu.js in it, because the package itself brings
 * a C++ build and two copies of webgpu. Its own types are loose, so what is used of it is typed here.
 */
import { GPU, Input } from 'gpu.js'

/** Where gpu.js runs a kernel; all of them compute in float32. */
export type GpuMode = 'cpu' | 'webasm'

/** A flat row-major plane as an argument of a kernel: [columns, rows]. */
export type GpuPlane = { readonly value: Float32Array; readonly size: readonly number[] }

/** A compiled kernel with a two-dimensional output: one row of `columns` values for each y. */
export interface GpuKernel {
  (...values: readonly (number | Float32Array | GpuPlane)[]): Float32Array[]
  /** What runs it, known after the first run: gpu.js may choose another backend than the one asked for. */
  readonly kernel: { readonly constructor: { readonly mode: string } }
  destroy(): void
}

export interface GpuKernelOptions {
  readonly mode: GpuMode
  /** [columns, rows] of the output. */
  readonly output: readonly [number, number]
  /** Texts of scalar functions that the kernel may call. */
  readonly functions: readonly GpuFunction[]
}

interface GpuFunction {
  /** "function name(a, b) { ... }" */
  readonly text: string
  readonly argumentCount: number
}

/** Compiles the text of a kernel function. */
export function createGpuKernel(text: string, options: GpuKernelOptions): GpuKernel {
  const gpu = new GPU({ mode: options.mode })
  for (const { text: helper, argumentCount } of options.functions) {
    gpu.addFunction(helper as never, {
      argumentTypes: Array.from({ length: argumentCount }, () => 'Number'),
      returnType: 'Number',
    })
  }
  const kernel = gpu.createKernel(text, { output: [...options.output], precision: 'single' })
  return kernel as unknown as GpuKernel
}

/** Wraps row-major values as a plane of [columns, rows]. */
export function gpuPlane(values: Float32Array, size: readonly [number, number]): GpuPlane {
  return new Input(values as never, [...size]) as unknown as GpuPlane
}
