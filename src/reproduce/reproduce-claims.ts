import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import { ConfigError, type Place } from '../../arrays/errors.ts'
import { type Claim, readClaims } from '../../scenarios/papers/claims/read-claims.ts'
import type { ScenarioResult } from '../../scenarios/run/run-scenario.ts'
import { readMnistFolder } from '../learning/read-mnist-folder.ts'
import { type ClaimAnswer, type ClaimJob, claimJobs, runClaimJob } from './claim-jobs.ts'
import { type ClaimRow, claimRow } from './claim-row.ts'
import { claimsInWorkers } from './claims-in-workers.ts'
import { networkJobs, runNetworkJob } from './network-jobs.ts'

export interface ReproduceOptions {
  /** Claims to look at, in letters of either case. @defaultValue all of the table, those without a protocol as 'not run' */
  readonly ids?: readonly string[]
  /** Folder with the IDX files of MNIST; without it, claims of trained networks are not run. */
  readonly mnist?: string
  /** Where the ids stand, for the error. @defaultValue the flag --claims */
  readonly place?: Place
  /** Called as claims are simulated; `total` leaves out those without a protocol. */
  readonly progress?: (done: number, total: number) => void
  /** Built-in scenarios that have run with their own settings: not run again. @defaultValue none */
  readonly results?: readonly ScenarioResult[]
  /** Worker threads; they need the built package. @defaultValue 0, this thread */
  readonly threads?: number
  /** Stops between two claims or two steps of a scenario; the promise then rejects with its reason. */
  readonly signal?: AbortSignal
}

const NAMES: OptionNames<Required<ReproduceOptions>> = {
  ids: true,
  mnist: true,
  place: true,
  progress: true,
  results: true,
  threads: true,
  signal: true,
}

/**
 * Simulates published figures and holds the results against print: device claims by their protocols on single cells, array
 * claims by the scenarios, each of which is run once with its own settings, claims of trained networks where MNIST is given.
 * @returns one row for each claim, in the order of the table
 * @throws ConfigError for an id that is not in the table
 */
export async function reproduceClaims(options: ReproduceOptions = {}): Promise<ClaimRow[]> {
  checkOptionKeys('reproduceClaims', options, NAMES)
  const { progress, signal, mnist, results = [], threads = 0 } = options
  signal?.throwIfAborted()
  const claims = selectClaims(await readClaims(), options)
  const jobs = claimJobs(claims.map(({ id }) => id))
  const asked = new Set(claims.map(({ id }) => id))
  // A folder that cannot be read is said before anything runs, and as the error that it is, which threads would lose.
  if (mnist !== undefined) await readMnistFolder(mnist, signal)
  const networks = mnist === undefined ? [] : networkJobs(asked, mnist)
  const total = [...networks, ...jobs].reduce((sum, job) => sum + job.ids.length, 0)
  const answers = new Map<string, ClaimAnswer>()
  const found = (more: readonly ClaimAnswer[]): void => {
    for (const answer of more) answers.set(answer.id, answer)
    progress?.(answers.size, total)
  }
  const resultOf = (job: ClaimJob): ScenarioResult | undefined =>
    results.find(({ file }) => file.name === job.scenario)
  // A result stays on its thread, and so do its claims.
  const here = jobs.filter(job => threads === 0 || resultOf(job) !== undefined)
  const elsewhere = jobs.filter(job => !here.includes(job))
  // Networks take longest, so they come first.
  const apart = threads === 0 ? [] : networks
  const others = claimsInWorkers([...apart, ...elsewhere], threads, found, signal)
  others.catch(() => {})
  for (const job of here) {
    signal?.throwIfAborted()
    found(await runClaimJob(job, signal, resultOf(job)))
  }
  await others
  if (threads === 0) for (const job of networks) found(await runNetworkJob(job, signal))
  return claims.map(claim => claimRow(claim, answers.get(claim.id)))
}

function selectClaims(
  all: readonly Claim[],
  { ids, place = { file: '--claims' } }: ReproduceOptions,
): Claim[] {
  if (ids === undefined) return [...all]
  const asked = new Set(ids.map(id => id.toUpperCase()))
  const known = new Set(all.map(({ id }) => id))
  for (const id of asked) {
    // There are too many to list them all in one line.
    if (known.has(id)) continue
    throw new ConfigError(
      place,
      `the claim "${id}"`,
      `an id of the table of claims, ${all[0].id} to ${all.at(-1)!.id}`,
    )
  }
  return all.filter(({ id }) => asked.has(id))
}
