import type { DeviceModel } from '../devices/model.ts'
import type { CreateLinearEngine } from '../network/linear-engine.ts'

/** What computed a result. */
export interface EngineReport {
  readonly backend: 'float64' | 'webasm' | 'webgpu'
  /** The machine or graphics adapter: "SwiftShader driver 5.0.0". */
  readonly adapter: string
  /** Kernel classes of gpu.js that ran, with how: "WebGPUKernel, fused-encoder"; "none" before the first. */
  readonly kernels: string
}

/** What one step of the states depends on; planes in the model's order. */
export interface EngineStep {
  readonly model: DeviceModel
  /** [word lines, bit lines] */
  readonly size: readonly [number, number]
  /** N*M device voltages, or one for all, V. */
  readonly volts: Float64Array
  readonly states: readonly Float64Array[]
  /** Each N*M, or one for all. */
  readonly parameters: readonly Float64Array[]
  readonly seconds: number
}

/** A device that takes over the arithmetic of large planes; what an array is without one is computed in float64. */
export interface ArrayEngine {
  readonly createLinear: CreateLinearEngine
  /**
   * How much the states of an array change, one plane for each, accurate to float32; valid until the next call.
   * @throws DeviceError where the device fails
   */
  stateIncrements(step: EngineStep): readonly Float32Array[]
  report(): EngineReport
  close(): Promise<void>
}

/** The report of what is computed without a device. */
export const FLOAT64_REPORT: EngineReport = { backend: 'float64', adapter: 'CPU', kernels: 'none' }
