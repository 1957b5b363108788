import { type LineRow, voltsBetween } from '../line-sources.ts'
import type { StepSettings } from '../program.ts'
import type { AppliedDrive, Step } from '../step.ts'

/** Volts between lines beyond these are not looked at one by one: a table of many rows. */
const MOST_DRIVES = 100_000

export interface LinesSettings extends StepSettings {
  /** The step's name in a scenario: 'play' or 'wave'. */
  readonly kind: string
  /** Made anew each time that they are gone through. */
  readonly rows: Iterable<LineRow>
}

/** Drives lines one by one over time, from a table or by waves. */
export function linesStep({ kind, label, frame, record, rows }: LinesSettings): Step {
  return {
    kind,
    label,
    frame,
    record,
    *lower(array) {
      let last = array.rest
      for (const { from, to, seconds, goesOn } of rows) {
        const start = array.lines(from)
        last = from === to ? start : array.lines(to)
        yield { kind: 'drive', from: start, to: last, seconds, goesOn }
      }
      if (this.frame) yield { kind: 'frame', label: this.label, drive: last }
    },
    *applied(): Generator<AppliedDrive> {
      let drives = 0
      for (const { from, to, seconds } of rows) {
        for (const { word, bit, gate, drain, source } of from === to ? [from] : [from, to]) {
          const across = [...voltsBetween(word, bit), ...voltsBetween(gate, source)]
          for (const amplitude of across) yield { by: 'lines', amplitude, seconds }
          for (const amplitude of voltsBetween(drain, source)) yield { by: 'read', amplitude, seconds }
          drives += across.length
        }
        if (drives > MOST_DRIVES) return
      }
    },
  }
}
