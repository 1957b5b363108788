import { ConfigError } from '../../arrays/errors.ts'
import { type CostOptions, type MatrixCost, matrixCost } from '../../scenarios/matrix/matrix-cost.ts'
import type { MatrixProduct, MatrixSurvey } from '../../scenarios/matrix/matrix-product.ts'
import type { MatrixArrayOptions } from '../../scenarios/matrix/matrix-settings.ts'
import type { MatrixPlan, SenseResult, SurveyResult } from '../../scenarios/matrix/plan-product.ts'
import type { MatrixArray } from '../../scenarios/matrix/write-matrix.ts'
import { readMatrixSource } from '../files/read-matrix-source.ts'
import { flagError } from './flag-error.ts'
import { matrixMaker } from './matrix-maker.ts'
import type { MvmPart, MvmResult, MvmWork } from './mvm-work.ts'

/** A product that was asked for. */
export interface MvmRequest {
  /** Files as readMatrixSource takes them. */
  readonly weights: string
  readonly inputs: string
  readonly options: MatrixArrayOptions
  /** Whether a map of the error is wanted. */
  readonly survey: boolean
  /** Left out, no cost is computed. */
  readonly cost?: Omit<CostOptions, 'converters'> & { readonly converters?: string | undefined }
}

export interface MvmReport {
  readonly request: MvmRequest
  readonly array: MatrixArray
  readonly product: MatrixProduct
  readonly survey?: MatrixSurvey
  readonly cost?: MatrixCost
  readonly seconds: number
}

/** Does the parts of the work elsewhere, in any order; every result is given to `found`. */
export type ComputeParts = (
  work: MvmWork,
  plan: MatrixPlan,
  parts: readonly MvmPart[],
  found: (result: MvmResult) => void,
) => Promise<void>

/**
 * Multiplies the vectors of one file by the matrix of another: what `sneakpath mvm` does.
 * @param compute where the work is done
 * @param signal ends the reading of the files
 * @throws ConfigError for what is wrong with files or flags; SolverError where a network has no answer; the signal's reason
 */
export async function runMvm(
  request: MvmRequest,
  compute: ComputeParts,
  signal?: AbortSignal,
): Promise<MvmReport> {
  const started = performance.now()
  const files = [request.weights, request.inputs]
  const [weights, inputs] = await Promise.all(files.map(file => readMatrixSource(file, signal)))
  const { options, cost } = request
  const converters = await convertersOf(cost?.converters)
  const [rows, columns] = weights!.shape as [number, number]
  if (inputs!.shape[1] !== rows)
    throw new ConfigError(
      { file: request.inputs },
      `${inputs!.shape.join(' x ')} values`,
      `${rows} in each row, one for each row of the weights (${rows} x ${columns})`,
    )
  const makeMatrix = await matrixMaker(options)
  const array = flagError(() => makeMatrix(weights!, options))
  const plan = array.plan(inputs!)
  const surveyed = request.survey || cost !== undefined
  const parts: MvmPart[] = [
    ...plan.senseJobs.map((_, job) => ({ kind: 'sense' as const, job })),
    ...(surveyed ? plan.surveyJobs.map((_, job) => ({ kind: 'survey' as const, job })) : []),
  ]
  const sensed: SenseResult[] = []
  const surveys: SurveyResult[] = []
  await compute({ weights: weights!, inputs: inputs!, options }, plan, parts, found => {
    if (found.kind === 'sense') sensed[found.job] = found.result
    else surveys[found.job] = found.result
  })
  const product = plan.product(sensed)
  const survey = surveyed ? plan.surveyOf(surveys) : undefined
  return {
    request,
    array,
    product,
    ...(survey === undefined ? {} : { survey }),
    ...(survey === undefined || cost === undefined
      ? {}
      : { cost: flagError(() => matrixCost(array, survey, { ...withoutFile(cost), ...converters })) }),
    seconds: (performance.now() - started) / 1000,
  }
}

async function convertersOf(file: string | undefined): Promise<Pick<CostOptions, 'converters'>> {
  if (file === undefined) return {}
  const { readConverters } = await import('./read-converters.ts')
  return { converters: readConverters(file) }
}

function withoutFile({ converters: _, ...cost }: NonNullable<MvmRequest['cost']>): CostOptions {
  return cost
}
