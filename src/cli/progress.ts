import { SingleBar } from 'cli-progress'
import { plainText } from '../../arrays/plain-text.ts'
import type { Terminal } from './terminal.ts'

/** A progress bar, or nothing where nobody would see it. */
export interface Progress {
  update(done: number, total: number): void
  stop(): void
}

/** Letters before the bar. */
const LONGEST_LABEL = 40

/** Work that is done sooner gets no bar: it would only flash. */
const PATIENCE_MS = 400

/**
 * A progress bar on a terminal's stderr, and none in a pipe.
 * @param quiet draws none either
 */
export function createProgress(label: string, terminal: Terminal, quiet: boolean): Progress {
  if (quiet || !terminal.progress) return { update: () => {}, stop: () => {} }
  const bar = new SingleBar({
    format: `${plainText(label, LONGEST_LABEL).replaceAll('{', '(')} {bar} {percentage} %`,
    stream: process.stderr,
    clearOnComplete: true,
    barsize: Math.max(
      5,
      Math.min(40, (process.stderr.columns ?? 80) - Math.min(label.length, LONGEST_LABEL) - 10),
    ),
    hideCursor: true,
  })
  const started = performance.now()
  let running = false
  return {
    update(done, total) {
      if (running) bar.update(done)
      else if (performance.now() - started > PATIENCE_MS) {
        bar.start(total, done)
        running = true
      }
    },
    stop() {
      if (running) bar.stop()
    },
  }
}
