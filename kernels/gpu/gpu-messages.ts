import type { GpuPlan, PlanBackend } from './gpu-plan.ts'
import type { ShaderCounts, ShaderPlan } from './shaders/shader-plan.ts'

/** Modes that a GPU of its own thread can have. */
export type GpuMode = 'webasm' | 'webgpu'

/** Start data of the thread of a GPU. */
export interface GpuStart {
  readonly mode: GpuMode
  /** Words of `Slot`, and the text of the answer. */
  readonly control: SharedArrayBuffer
  readonly text: SharedArrayBuffer
}

/** Name and limits of a GPU, as it reports them. */
export interface GpuFacts {
  /** "NVIDIA H200", "SwiftShader driver 5.0.0", "CPU (4 threads)". */
  readonly adapter: string
  /** Bytes of the largest array. */
  readonly largestArray: number
  /** Bytes of all arrays of a plan together. */
  readonly largestPlan: number
}

export type GpuRequest =
  | {
      readonly kind: 'compile'
      readonly id: number
      readonly plan: GpuPlan
      /** Shared memory of the varying arrays (none for a number) and of the results. */
      readonly inputs: readonly Float32Array[]
      readonly results: readonly Float32Array[]
    }
  | {
      readonly kind: 'compile-shaders'
      readonly id: number
      readonly plan: ShaderPlan
      /** Shared memory of the buffers that come from or go to the host, by buffer. */
      readonly memory: ReadonlyMap<number, Float32Array>
    }
  | { readonly kind: 'run'; readonly id: number; readonly numbers: readonly number[] }
  | { readonly kind: 'run-shaders'; readonly id: number; readonly run: string }
  | { readonly kind: 'destroy'; readonly id: number }

/** The text of an answer, as JSON. */
export type GpuAnswer =
  | { readonly backend: PlanBackend }
  | { readonly seconds: number }
  | { readonly seconds: number; readonly counts: ShaderCounts }
  | { readonly error: string }

/** Words of the control memory. */
export const SLOT: { readonly answered: 0; readonly length: 1 } = { answered: 0, length: 1 }
