import { SingleBar } from 'cli-progress'
import type { StudyProgress } from '../study/work/run-study.ts'
import type { Terminal } from './terminal.ts'
import { formatSeconds } from './text/study-text.ts'

/** A bar with the time left on a terminal's stderr, none in a pipe. */
export interface StudyBar {
  update(progress: StudyProgress): void
  stop(): void
}

/** @param quiet draws none either */
export function createStudyBar(label: string, terminal: Terminal, quiet: boolean): StudyBar {
  if (quiet || !terminal.progress) return { update: () => {}, stop: () => {} }
  const bar = new SingleBar({
    format: `${label} {bar} {value} of {total} rows, {left}`,
    stream: process.stderr,
    clearOnComplete: true,
    barsize: Math.max(5, Math.min(30, (process.stderr.columns ?? 80) - label.length - 45)),
    hideCursor: true,
  })
  const started = performance.now()
  let running = false
  return {
    update({ done, rows, fresh }) {
      if (!running) bar.start(rows, done, { left: '' })
      running = true
      bar.update(done, { left: timeLeft(rows - done, fresh, (performance.now() - started) / 1000) })
    },
    stop() {
      if (running) bar.stop()
    },
  }
}

/** Rows that were there already took no time. */
function timeLeft(rows: number, fresh: number, seconds: number): string {
  return fresh === 0 ? '' : `${formatSeconds((seconds / fresh) * rows)} left`
}
