import type { DeviceModel } from '../devices/model.ts'
import type { CellEquations } from '../network/cell-equations.ts'
import type { NetworkGrid } from '../network/network-grid.ts'

/** A passive crossbar whose states move. */
export interface MovingArray {
  readonly model: DeviceModel
  /** Of its cells; the first columns are the states at the start, N*M each, which a run of drives advances in place. */
  readonly equations: CellEquations
  /** Wires, and the ends of the lines under any drive. */
  readonly shape: NetworkGrid['shape']
}

/** How long a drive is held. */
export interface HeldTime {
  readonly seconds: number
  /** Length of the first step that is tried, s. */
  readonly first: number
  /** Of the distance of a step from the one that was predicted. */
  readonly tolerance: number
  /** Whether the energy is integrated. */
  readonly energy: boolean
  /** N*M: how many times as fast the states of each cell move. @defaultValue 1 */
  readonly pace: Float64Array | undefined
}

/** Result of a drive. */
export interface HeldDrive {
  /** Less than was asked for where a network of it is beyond float32: the array is as it was then. */
  readonly seconds: number
  readonly steps: number
  /** Length of a first step that would have been good, s; 0 where none was taken. */
  readonly nextFirst: number
  /** J; 0 where it was not asked for. */
  readonly energy: Readonly<Record<'delivered' | 'cells' | 'wires' | 'drivers', number>>
  /** Networks, and steps and iterations in them. */
  readonly solves: number
  readonly newton: number
  readonly iterations: number
  /** Largest last step of a network, over the largest voltage of a cell. */
  readonly worst: number
}

/** A crossbar whose states stay on a GPU from one drive to the next. */
export interface MovingCrossbar {
  /** Whether its states are there as they are here, or newer. */
  readonly isThere: boolean
  /** @throws GpuError where the GPU fails; SolverError where the steps become too small */
  hold(network: NetworkGrid, time: HeldTime): HeldDrive
  /** Leaves all cells at 0 V. @returns false where their states cannot be followed there: the array is as it was then */
  rest(seconds: number, pace: Float64Array | undefined): boolean
  /** Brings the states back in place, where they have moved. */
  bring(): void
}
