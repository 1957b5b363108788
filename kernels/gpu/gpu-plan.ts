/** Size of an array on the GPU: [columns], [columns, rows] or [columns, rows, arrays]. */
export type PlanSize = readonly number[]

/** A scalar function that kernels call. */
export interface PlanFunction {
  /** "function name(a, b) { ... }" */
  readonly text: string
  readonly argumentCount: number
}

/** A kernel: its text is evaluated once for each value of its output. */
export interface PlanKernel {
  /** Stands in errors. */
  readonly name: string
  readonly text: string
  readonly output: PlanSize
}

/** Value of an argument of a step's kernel. */
export type PlanValue =
  | { readonly from: 'input'; readonly index: number }
  | { readonly from: 'step'; readonly index: number }
  | { readonly from: 'number'; readonly value: number }

/** Input of every run of a plan: an array, or one number. */
export type PlanInput = { readonly kind: 'array'; readonly size: PlanSize } | { readonly kind: 'number' }

/**
 * A static sequence of kernel launches, as data: what runs on a GPU, whoever carries it out. All arrays are row-major
 * and float32.
 */
export interface GpuPlan {
  readonly name: string
  readonly functions: readonly PlanFunction[]
  readonly kernels: readonly PlanKernel[]
  readonly inputs: readonly PlanInput[]
  /** Kernel and arguments of each launch. */
  readonly steps: readonly { readonly kernel: number; readonly values: readonly PlanValue[] }[]
  /** Steps whose output is read back. */
  readonly results: readonly number[]
  /** Results may leave float32, which is an error otherwise. */
  readonly mayOverflow?: boolean
}

/** Values in an array of the given size. */
export function sizeCount(size: PlanSize): number {
  return size.reduce((product, length) => product * length, 1)
}

/** Backend that runs a compiled plan, as gpu.js names it. */
export interface PlanBackend {
  /** "WebGPUKernel", "WebAssemblyKernel" ... */
  readonly kernelClass: string
  /** "fused-encoder", "fused-threaded", "fused-sync", or "generic": one launch after the other. */
  readonly executor: string
}
