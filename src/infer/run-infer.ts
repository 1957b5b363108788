import { planeOf } from '../../arrays/plane.ts'
import { classify, guessesOf } from '../../scenarios/inference/classify.ts'
import { costOf, type NonIdealityCost } from '../../scenarios/inference/cost-of-each.ts'
import type { Items } from '../../scenarios/inference/inference-network.ts'
import { isRandom, nonIdealities } from '../../scenarios/inference/non-idealities.ts'
import { runNetwork } from '../../scenarios/inference/run-network.ts'
import type { MatrixArrayOptions } from '../../scenarios/matrix/matrix-settings.ts'
import { type ProductError, productError } from '../../scenarios/matrix/product-error.ts'
import { flagError } from '../mvm/flag-error.ts'
import { userError } from '../user-error.ts'
import { type InferJob, type InferResult, type InferWork, runInferJob } from './infer-work.ts'
import { loadNetwork } from './network-file.ts'
import { readItems, readLabels } from './read-items.ts'

export interface InferRequest {
  /** Network file, items, and labels where accuracy is wanted. */
  readonly network: string
  readonly inputs: string
  readonly labels: string | undefined
  /** The first so many items. */
  readonly items: number | undefined
  /** Of all layers; those of a layer in the file come before them. */
  readonly options: MatrixArrayOptions
  /** Seeds from that of the options on. */
  readonly seeds: number
  /** Whether the network runs again without each non-ideality. */
  readonly costs: boolean
}

export interface InferReport {
  readonly request: InferRequest
  readonly items: number
  /** Outputs of the first seed and in float64. */
  readonly outputs: Items
  readonly ideal: Items
  readonly error: ProductError
  /** Share of the items whose largest output is that of the ideal network. */
  readonly agreement: number
  /** By seed; empty without labels. */
  readonly accuracies: readonly number[]
  readonly idealAccuracy?: number
  /** Of the first seed: [label][guess]. */
  readonly confusion: readonly (readonly number[])[]
  readonly layers: InferResult['layers']
  readonly costs: readonly NonIdealityCost[]
  readonly seconds: number
}

/** Runs the jobs elsewhere, in any order. */
export type ComputeJobs = (
  work: InferWork,
  jobs: readonly InferJob[],
  found: (result: InferResult) => void,
) => Promise<void>

/**
 * Passes items through a network on arrays: what `sneakpath infer` does.
 * @param compute where the work is done; left out, here
 * @param signal ends the reading of the files
 * @throws ConfigError for what is wrong with files or flags; SolverError where a network has no answer
 */
export async function runInfer(
  request: InferRequest,
  compute: ComputeJobs = async (work, jobs, found) => {
    for (const [k, job] of jobs.entries()) found(runInferJob(work, job, k))
  },
  signal?: AbortSignal,
): Promise<InferReport> {
  const started = performance.now()
  const network = await loadNetwork(request.network, signal)
  const items = await readItems(request.inputs, network.input, request.items ?? Infinity, signal)
  const labels =
    request.labels === undefined ? undefined : await readLabels(request.labels, items.count, signal)
  const ideal = await userError(request.network, async () => runNetwork(network, items))
  const idealAccuracy =
    labels === undefined
      ? undefined
      : (await userError(request.labels!, async () => classify(ideal, labels))).accuracy
  const { options } = request
  const first = options.seed ?? 1
  const seeds = isRandom(network, options) ? request.seeds : 1
  const removed = request.costs && labels !== undefined ? nonIdealities(network, options) : []
  const jobs = [undefined, ...removed].flatMap(less =>
    Array.from(
      { length: seeds },
      (_, k): InferJob => ({ seed: first + k, ...(less === undefined ? {} : { less }) }),
    ),
  )
  const results: InferResult[] = []
  const work = { network, items, labels, options }
  await compute(work, jobs, result => {
    results[result.job] = result
  }).catch(error => {
    throw flagError(() => {
      throw error
    })
  })
  const accuracies = results.map(({ accuracy }) => accuracy)
  const whole = accuracies.slice(0, seeds)
  const [{ outputs, confusion, layers }] = results as [InferResult]
  const guesses = guessesOf(ideal)
  const same = guessesOf(outputs!).filter((guess, n) => guess === guesses[n]).length
  return {
    request,
    items: items.count,
    outputs: outputs!,
    ideal,
    error: productError(outputs!.data, ideal.data),
    agreement: same / items.count,
    accuracies: labels === undefined ? [] : whole,
    ...(idealAccuracy === undefined ? {} : { idealAccuracy }),
    confusion,
    layers,
    costs: removed.map(({ name }, k) =>
      costOf(name, whole, accuracies.slice((k + 1) * seeds, (k + 2) * seeds)),
    ),
    seconds: (performance.now() - started) / 1000,
  }
}

/** Outputs as a plane, [items, features]. */
export function outputPlane({ count, data }: Items): ReturnType<typeof planeOf> {
  return planeOf(data, [count, data.length / count])
}
