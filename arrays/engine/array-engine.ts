import type { ProgramEvent } from '../../kernels/gpu/program-plan.ts'
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

/** The devices of an array; planes in the model's order. */
export interface EngineCells {
  readonly model: DeviceModel
  /** [word lines, bit lines] */
  readonly size: readonly [number, number]
  readonly states: readonly Float64Array[]
  /** Each N*M, or one for all. */
  readonly parameters: readonly Float64Array[]
}

/** What one step of the states depends on. */
export interface EngineStep extends EngineCells {
  /** N*M device voltages, or one for all, V. */
  readonly volts: Float64Array
  readonly seconds: number
}

/** Arrays of cells wired alone that run one program side by side; see kernels/gpu/program-plan.ts. */
export interface ProgramBatch {
  readonly model: DeviceModel
  /** Cells of one array, N*M. */
  readonly cells: number
  readonly samples: number
  /** Voltages of the cells, V. */
  readonly patterns: readonly Float64Array[]
  readonly events: readonly ProgramEvent[]
  /** One value for all, or samples x N*M of them. */
  readonly parameters: readonly Float64Array[]
  /** States at the start, N*M each, the same in every sample. */
  readonly initial: readonly Float64Array[]
  /** Cells whose means are read: 1 for each cell that belongs to the group, N*M. */
  readonly groups: readonly Float64Array[]
}

/** A device that takes over the arithmetic of large planes; what an array is without one is computed in float64. */
export interface ArrayEngine {
  readonly createLinear: CreateLinearEngine
  /**
   * How much the states of an array change, one plane for each, accurate to float32; valid until the next call.
   * @throws DeviceError where the device fails
   */
  stateIncrements(step: EngineStep): readonly Float32Array[]
  /**
   * Sets currents (A, float64) and slopes (S, accurate to float32) of nonlinear cells at the given voltages.
   * @returns false where that does not pay; nothing is set then
   */
  evaluateCells(cells: EngineCells, volts: Float64Array, current: Float64Array, slope: Float64Array): boolean
  /**
   * @returns for every read event the mean conductance (S) of each group in each sample, samples x groups
   * @throws DeviceError where the device fails
   */
  runProgram(batch: ProgramBatch): Float64Array[]
  report(): EngineReport
  close(): Promise<void>
}

/** The report of what is computed without a device. */
export const FLOAT64_REPORT: EngineReport = { backend: 'float64', adapter: 'CPU', kernels: 'none' }
