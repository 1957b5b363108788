import type { RowMajor } from '../../arrays/plane.ts'
import type { MatrixArrayOptions } from '../../scenarios/matrix/matrix-settings.ts'
import type { MatrixPlan, SenseResult, SurveyResult } from '../../scenarios/matrix/plan-product.ts'
import { matrixMaker } from './matrix-maker.ts'

/** A product as plain data, for worker threads. */
export interface MvmWork {
  readonly weights: RowMajor
  readonly inputs: RowMajor
  readonly options: MatrixArrayOptions
}

/** One part of it: the number of a job in the plan. */
export type MvmPart =
  | { readonly kind: 'sense'; readonly job: number }
  | { readonly kind: 'survey'; readonly job: number }

export type MvmResult =
  | { readonly kind: 'sense'; readonly job: number; readonly result: SenseResult }
  | { readonly kind: 'survey'; readonly job: number; readonly result: SurveyResult }

/** The plan of a product; every thread makes the same. */
export async function planWork({ weights, inputs, options }: MvmWork): Promise<MatrixPlan> {
  const makeMatrix = await matrixMaker(options)
  return makeMatrix(weights, options).plan(inputs)
}

/** Does one part. */
export function runPart(plan: MatrixPlan, { kind, job }: MvmPart): MvmResult {
  return kind === 'sense'
    ? { kind, job, result: plan.sense(plan.senseJobs[job]) }
    : { kind, job, result: plan.survey(plan.surveyJobs[job]) }
}
