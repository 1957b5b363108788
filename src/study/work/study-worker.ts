import { parentPort, workerData } from 'node:worker_threads'
import { ConfigError } from '../../../arrays/errors.ts'
import { assertSameStudy, openStudyFolder, type StudyFolder } from '../file/study-folder.ts'
import type { ShardReport } from '../shards/compute-shard.ts'
import { computeShard } from '../shards/compute-shard.ts'
import { shardFault } from '../shards/inspect-shards.ts'
import { openStudyEngine } from './engines.ts'

/** The study that a worker thread works for; where another one has taken the folder, it stops. */
export type WorkerStudy = Pick<StudyFolder, 'folder' | 'manifest'>

/** Messages of a worker thread: rows that were computed, a shard that is done, or a mistake of the user's. */
export type WorkerMessage =
  | { readonly kind: 'rows'; readonly rows: number }
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly shard: number; readonly report: ShardReport | undefined }
  | {
      readonly kind: 'mistake'
      readonly place: ConfigError['place']
      readonly found: string
      readonly expected: string
    }

/** Progress is told this often, ms; rows of a microsecond would be more telling than computing. */
const TELL_MS = 100

const port = parentPort!
const tell = (message: WorkerMessage): void => port.postMessage(message)

try {
  const given = workerData as WorkerStudy
  await assertSameStudy(given)
  const folder = { ...(await openStudyFolder(given.folder)), manifest: given.manifest }
  const device = await openStudyEngine(folder.plan.engine, { file: folder.folder })
  port.on('message', async (shard: number) => {
    try {
      // Another program may have been faster.
      if ((await shardFault(folder, shard)) === undefined)
        return tell({ kind: 'done', shard, report: undefined })
      let rows = 0
      let told = performance.now()
      const report = await computeShard(folder, shard, {
        device,
        progress: more => {
          rows += more
          if (performance.now() - told < TELL_MS) return
          tell({ kind: 'rows', rows })
          rows = 0
          told = performance.now()
        },
      })
      tell({ kind: 'rows', rows })
      tell({ kind: 'done', shard, report })
    } catch (error) {
      tellMistake(error)
    }
  })
  tell({ kind: 'ready' })
} catch (error) {
  tellMistake(error)
}

/** Errors of the user's cross threads by their parts; the program's own end the thread. */
function tellMistake(error: unknown): void {
  if (!(error instanceof ConfigError)) throw error
  const { place, found, expected } = error
  tell({ kind: 'mistake', place, found, expected })
}
