import type { SizeMargins } from '../../../scenarios/margin/size-margins.ts'
import { type CurveRequest, runCurve } from '../../margin/run-margins.ts'
import { offerNodeThread } from '../../threads/second-thread.ts'
import { answerShare } from './answer-share.ts'

/** Message to the worker: a curve, and whether no other is computed beside it. */
export interface MarginAssignment extends CurveRequest {
  readonly alone: boolean
}

/** Sizes that are done of a curve, and at last the curve. */
export interface MarginResult {
  readonly number: number
  readonly sizes: number
  readonly curve?: SizeMargins
}

answerShare<MarginAssignment, MarginResult>(({ alone, ...request }, send) => {
  if (alone) offerNodeThread()
  const { number } = request
  let sizes = 0
  const curve = runCurve(request, () => send({ number, sizes: ++sizes }, false))
  send({ number, sizes, curve })
})
