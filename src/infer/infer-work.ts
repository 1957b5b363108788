import { classify } from '../../scenarios/inference/classify.ts'
import { inferOnArrays, type LayerReport } from '../../scenarios/inference/infer-on-arrays.ts'
import type { InferenceNetwork, Items } from '../../scenarios/inference/inference-network.ts'
import { isMatrixLayer } from '../../scenarios/inference/inference-network.ts'
import { type NonIdeality, without } from '../../scenarios/inference/non-idealities.ts'
import type { MatrixArrayOptions } from '../../scenarios/matrix/matrix-settings.ts'
import { withDeviceFile } from '../host/with-device-file.ts'

/** A network on arrays and its items, as plain data for worker threads. */
export interface InferWork {
  readonly network: InferenceNetwork
  readonly items: Items
  readonly labels: Int32Array | undefined
  readonly options: MatrixArrayOptions
}

/** One run of the network: with a seed, and without a non-ideality. */
export interface InferJob {
  readonly seed: number
  /** Left out, with everything. */
  readonly less?: NonIdeality
}

export interface InferResult {
  readonly job: number
  readonly accuracy: number
  readonly confusion: readonly (readonly number[])[]
  readonly layers: readonly LayerReport[]
  /** Where everything is in it. */
  readonly outputs?: Items
}

/** Runs the network once. */
export function runInferJob(
  { network: named, items, labels, options: given }: InferWork,
  { seed, less }: InferJob,
  job: number,
): InferResult {
  const options = withDeviceFile(given, { file: '--device' })
  const layers = named.layers.map(layer =>
    isMatrixLayer(layer) ? { ...layer, options: withDeviceFile(layer.options) } : layer,
  )
  const network = { ...named, layers }
  const own = less === undefined ? { network, options } : without(network, options, less)
  const { outputs, layers: reports } = inferOnArrays(own.network, items, { ...own.options, seed })
  const { accuracy, confusion } =
    labels === undefined ? { accuracy: Number.NaN, confusion: [] } : classify(outputs, labels)
  return { job, accuracy, confusion, layers: reports, ...(less === undefined ? { outputs } : {}) }
}
