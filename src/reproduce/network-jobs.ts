import { networkClaims } from '../../scenarios/papers/claims/networks.ts'
import { readMnistFolder } from '../learning/read-mnist-folder.ts'
import type { ClaimAnswer, ClaimJob } from './claim-jobs.ts'

/** Claims of trained networks that share trainings. Plain data, for worker threads. */
export interface NetworkJob extends ClaimJob {
  /** Folder with the IDX files of MNIST. */
  readonly mnist: string
}

/** Those that share trainings stand together; the longest first. */
const TOGETHER: readonly (readonly string[])[] = [['E05', 'E24'], ['D11'], ['B14', 'B15', 'B27', 'B28']]

/** The jobs that answer the given claims, in which each training is done once. */
export function networkJobs(asked: ReadonlySet<string>, mnist: string): NetworkJob[] {
  const others = networkClaims.map(({ id }) => id).filter(id => !TOGETHER.flat().includes(id))
  return [...TOGETHER, ...others.map(id => [id])]
    .map(ids => ({ mnist, ids: ids.filter(id => asked.has(id)) }))
    .filter(({ ids }) => ids.length > 0)
}

/** Trains the networks of a job and those of their controls. */
export async function runNetworkJob(
  { mnist, ids }: NetworkJob,
  signal?: AbortSignal,
): Promise<ClaimAnswer[]> {
  const data = await readMnistFolder(mnist, signal)
  const options = signal === undefined ? {} : { signal }
  const answers: ClaimAnswer[] = []
  for (const id of ids) {
    const { run, control } = networkClaims.find(claim => claim.id === id)!
    const outcome = await run(data, options)
    answers.push(
      control === undefined
        ? { id, outcome }
        : { id, outcome, control: { what: control.what, outcome: await control.run(data, options) } },
    )
  }
  return answers
}
