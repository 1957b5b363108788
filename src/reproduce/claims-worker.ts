import { parentPort } from 'node:worker_threads'
import { type ClaimAnswer, type ClaimJob, runClaimJob } from './claim-jobs.ts'

/** What the thread sends: that it waits for its first job, or what a job found. */
export type ClaimsMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answers'; readonly answers: readonly ClaimAnswer[] }

parentPort!.on('message', async (job: ClaimJob) => {
  const answers = await runClaimJob(job)
  parentPort!.postMessage({ kind: 'answers', answers } satisfies ClaimsMessage)
})
parentPort!.postMessage({ kind: 'ready' } satisfies ClaimsMessage)
