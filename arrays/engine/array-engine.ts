import type { ProgramEvent } from '../../kernels/gpu/program-plan.ts'
import type { GatedDeviceModel } from '../devices/gated-model.ts'
import type { DeviceModel } from '../devices/model.ts'
import type { CellEquations } from '../network/cell-equations.ts'
import type { CreateLinearEngine } from '../network/linear-engine.ts'
import type { MovingArray, MovingCrossbar } from './moving-crossbar.ts'

/** Backend, machine and kernels that computed a result. */
export interface EngineReport {
  readonly backend: 'float64' | 'webasm' | 'webgpu'
  /** The machine or graphics adapter: "SwiftShader driver 5.0.0". */
  readonly adapter: string
  /** Kernels run last: class of gpu.js, with how ("WebGPUKernel, fused-encoder"), or "compute shaders, whole solves"; "none" before. */
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

/** Inputs of one step of the states. */
export interface EngineStep extends Omit<EngineCells, 'model'> {
  readonly model: DeviceModel | GatedDeviceModel
  /**
   * Control of the states, constant over the step; N*M, or one for all. Device voltages, V; of three-terminal devices gate
   * voltages or gate currents, V or A; of devices that store charge the currents that charge their capacitors, A.
   */
  readonly control: Float64Array
  readonly seconds: number
  /** N*M: how many times as fast the states of each cell move. @defaultValue 1 */
  readonly pace?: Float64Array
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

/** Passive crossbars of one shape side by side, every line of which has a driver at one end at least. */
export interface CrossbarBatch {
  readonly model: DeviceModel
  /** [word lines, bit lines] of each array. */
  readonly size: readonly [number, number]
  readonly samples: number
  /** One value for all, or samples x N*M of them. */
  readonly parameters: readonly Float64Array[]
  /** Samples x N*M: conductance of a cell that is stuck, S; NaN where the device works. */
  readonly stuck?: Float64Array
  /** In series with each device, the same in every array; its columns N*M values, or one for all. */
  readonly element?: CellEquations
  /** Ohms of the segment behind each node of a word line, N*M, those of the right driver behind the last; Infinity for none. */
  readonly wordOhms: Float64Array
  /** Ohms of the left drivers, N. */
  readonly leftOhms: Float64Array
  /** The same of the bit lines, downwards: N*M, the bottom drivers last, and the top drivers, M. */
  readonly bitOhms: Float64Array
  readonly topOhms: Float64Array
}

/** Volts of the word lines and of the bit lines, NaN of a line that floats. */
export interface BatchVolts {
  readonly word: Float64Array
  readonly bit: Float64Array
}

/** Crossbars of a batch that a program is played on, all with the same time steps: those of the one that needs the shortest. */
export interface PlayedCrossbars {
  /**
   * Holds a drive.
   * @throws GpuError where the GPU fails or the nodes do not come to rest; SolverError where the steps become too small
   */
  hold(volts: BatchVolts, seconds: number): void
  /** Leaves all cells at 0 V, of devices that keep no energy. */
  rest(seconds: number): void
  /** Currents of all cells, A, samples x N*M. */
  read(volts: BatchVolts): Float64Array
}

/** A backend that takes over the arithmetic of large planes; what an array is without one is computed in float64. */
export interface ArrayEngine {
  readonly createLinear: CreateLinearEngine
  /**
   * How much the states of an array change, one plane for each, accurate to float32; valid until the next call. Of devices whose states
   * relax, or that are circuits.
   * @throws GpuError where the GPU fails
   */
  stateIncrements(step: EngineStep): readonly Float32Array[]
  /**
   * @returns for every read event the mean conductance (S) of each group in each sample, samples x groups
   * @throws GpuError where the GPU fails
   */
  runProgram(batch: ProgramBatch): Float64Array[]
  /**
   * Arrays of a batch that the GPU holds at once.
   * @throws GpuError where it does not hold one
   */
  mostCrossbars(batch: CrossbarBatch): number
  /**
   * Crossbars of a batch at states of their own; one batch at a time.
   * @param states in the model's order, samples x N*M each; may be used up
   * @throws GpuError where the GPU fails
   */
  openCrossbars(batch: CrossbarBatch, states: readonly Float64Array[]): PlayedCrossbars
  /**
   * A passive crossbar whose states relax, one at a time, over a program of drives; where the engine has it.
   * @returns undefined where the GPU does not hold the array
   */
  openMoving?(array: MovingArray): MovingCrossbar | undefined
  report(): EngineReport
  close(): Promise<void>
}

/** The report of what is computed without a GPU. */
export const FLOAT64_REPORT: EngineReport = { backend: 'float64', adapter: 'CPU', kernels: 'none' }
