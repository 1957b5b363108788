import type { DevicePlan, PlanBackend } from './device-plan.ts'

/** Modes that a device of its own thread can have. */
export type DeviceMode = 'webasm' | 'webgpu'

/** What the thread of a device is started with. */
export interface DeviceStart {
  readonly mode: DeviceMode
  /** Words of `Slot`, and the text of the answer. */
  readonly control: SharedArrayBuffer
  readonly text: SharedArrayBuffer
}

/** What a device says of itself. */
export interface DeviceFacts {
  /** "NVIDIA H200", "SwiftShader driver 5.0.0", "CPU (4 threads)". */
  readonly adapter: string
  /** Bytes of the largest array. */
  readonly largestArray: number
  /** Bytes of all arrays of a plan together. */
  readonly largestPlan: number
}

export type DeviceRequest =
  | {
      readonly kind: 'compile'
      readonly id: number
      readonly plan: DevicePlan
      readonly fixed: readonly Float32Array[]
      /** Shared memory of the varying arrays (none for a number) and of the results. */
      readonly inputs: readonly Float32Array[]
      readonly results: readonly Float32Array[]
    }
  | { readonly kind: 'run'; readonly id: number; readonly numbers: readonly number[] }
  | { readonly kind: 'destroy'; readonly id: number }

/** The text of an answer, as JSON. */
export type DeviceAnswer =
  | { readonly backend: PlanBackend }
  | { readonly seconds: number }
  | { readonly error: string }

/** Words of the control memory. */
export const SLOT: { readonly answered: 0; readonly length: 1 } = { answered: 0, length: 1 }
