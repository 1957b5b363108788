import type { EngineReport } from '../../arrays/engine/array-engine.ts'
import type { TrainingComparison, TrainingCost } from '../../scenarios/learning/compare-trainings.ts'
import type { Training, TrainingData } from '../../scenarios/learning/train-network.ts'

/** Off-line training and transfer beside on-array training. */
export interface TransferSummary {
  /** Accuracy of the weights that were trained in float64. */
  readonly floatAccuracy: number
  readonly accuracy: number
  readonly pulses: number
  readonly reads: number
  /** Energy of the whole transfer, J. */
  readonly joules: number
  /** Share of the cells that did not come within the tolerance. */
  readonly missed: number
}

/** Everything that a training gave. */
export interface TrainingReport {
  /** One line: the network, the device, the data. */
  readonly heading: string
  /** Of the first seed. */
  readonly training: Training
  readonly data: TrainingData
  readonly histograms: {
    readonly before: readonly number[]
    readonly after: readonly number[]
    /** Ends of the range of a cell. */
    readonly range: readonly [number, number]
    readonly unit: 'S' | 'V'
  }
  /** Over the seeds, beside an ideal synapse and a float network. */
  readonly comparison: TrainingComparison
  /** Cost of each non-ideality; absent where it was not asked for. */
  readonly costs?: readonly TrainingCost[]
  readonly transfer?: TransferSummary
  /** Engine that multiplied the matrices of mini-batches and tests. */
  readonly engine: EngineReport
}
