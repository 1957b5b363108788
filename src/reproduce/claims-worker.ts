import { parentPort } from 'node:worker_threads'
import { type ClaimAnswer, type ClaimJob, runClaimJob } from './claim-jobs.ts'
import { type NetworkJob, runNetworkJob } from './network-jobs.ts'

/** Messages of the thread: ready for a job, or the result of one. */
export type ClaimsMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answers'; readonly answers: readonly ClaimAnswer[] }

parentPort!.on('message', async (job: ClaimJob | NetworkJob) => {
  const answers = await ('mnist' in job ? runNetworkJob(job) : runClaimJob(job))
  parentPort!.postMessage({ kind: 'answers', answers } satisfies ClaimsMessage)
})
parentPort!.postMessage({ kind: 'ready' } satisfies ClaimsMessage)
