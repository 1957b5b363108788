/**
 * Times the fifteen tasks of docs/how-to.md, each block as a reader runs it, Node included, and prints them beside the time that
 * each may take on two cores with nothing else running:
 *
 *     npm run bench:tasks
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pageBlocks, preparePage, runBlock } from '../scripts/docs/page-blocks.ts'
import { machineName, markdownTable } from './measure.ts'

/** Seconds that a task may take, in the order of the page. */
const LIMITS = [10, 10, 30, 5, 1, 20, 10, 20, 2, 10, 2, 120, 5, 5, 2]

const page = 'how-to.md'
const folder = mkdtempSync(join(tmpdir(), 'sneakpath-tasks-'))
const seconds = new Map<string, number[]>()
try {
  preparePage(page, folder)
  for (const block of pageBlocks(page)) {
    // A heading inside a snippet, a comment of a shell, is none of a task.
    if (block.language !== 'sh' && block.language !== 'python') continue
    const started = performance.now()
    const { code, stderr } = runBlock(block, folder)
    if (code !== 0) throw new Error(`${block.heading}: ${stderr}`)
    const each = seconds.get(block.heading) ?? []
    seconds.set(block.heading, [...each, (performance.now() - started) / 1000])
  }
} finally {
  rmSync(folder, { recursive: true })
}
const rows = [...seconds].map(([heading, each], k) => [
  heading,
  each.map(one => one.toFixed(1)).join(' + '),
  String(LIMITS[k]),
])
process.stdout.write(
  `The fifteen tasks, measured: ${machineName()}.\n\n${markdownTable(['task', 'seconds, block by block', 'limit, s'], rows)}\n`,
)
