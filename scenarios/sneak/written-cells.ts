import type { Step } from '../../arrays/program/step.ts'
import { isRead } from '../../arrays/program/steps/read-step.ts'
import { isWrite, pulseAmplitudes, type WriteStep } from '../../arrays/program/steps/write-step.ts'

/** The last write of a program, if it has one. */
export function lastWrite(steps: readonly Step[]): WriteStep | undefined {
  return steps.findLast(isWrite)
}

/**
 * The cells that a program's last write before its last read addresses with its largest volts (amperes at a gate); the last
 * write of all where nothing is read after a write; none where nothing is written.
 * @returns N*M entries, row-major
 */
export function writtenCells(
  steps: readonly Step[],
  [rows, columns]: readonly [number, number],
): readonly boolean[] {
  const read = steps.findLastIndex(isRead)
  const last = lastWrite(steps.slice(0, Math.max(read, 0))) ?? lastWrite(steps)
  const volts =
    last === undefined ? new Float64Array(rows * columns) : pulseAmplitudes(last, 0, rows * columns)
  const largest = volts.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  return Array.from(volts, v => v !== 0 && Math.abs(v) === largest)
}
