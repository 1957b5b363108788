import { mode } from 'simple-statistics'
import type { ArrayRun } from '../../arrays/program/array-run.ts'
import type { Step } from '../../arrays/program/step.ts'
import { isRead, type ReadStep } from '../../arrays/program/steps/read-step.ts'
import { pulseAmplitudes, type WriteStep } from '../../arrays/program/steps/write-step.ts'
import type { ScenarioFile } from '../file/scenario-file.ts'
import type { TwoTerminalCase } from '../file/two-terminal.ts'
import { readSample } from '../sneak/last-read.ts'
import { lastWrite, writtenCells } from '../sneak/written-cells.ts'

/** Up to this many cells the whole program runs as a passive crossbar too. */
const WHOLE_CELLS = 256
/** Up to this many cells one word line of the end is written there. */
export const LINE_CELLS = 16_384

/** The whole program, or one pulse more on one word line of the array as the last write leaves it, and the last read. */
export type BesideExtent = 'program' | 'line'

/** How much of a scenario is played on a passive crossbar beside its isolated cells; undefined for nothing. */
export function besideExtent(
  { beside, network }: Pick<ScenarioFile, 'beside' | 'network'>,
  cells: number,
): BesideExtent | undefined {
  if (beside === undefined || network === 'crossbar' || cells > LINE_CELLS) return undefined
  return cells > WHOLE_CELLS ? 'line' : 'program'
}

/**
 * The case to play as a crossbar.
 * @param alone the case with its cells wired alone
 */
export function besideCase(one: TwoTerminalCase, alone: ArrayRun, extent: BesideExtent): TwoTerminalCase {
  if (extent === 'program') return one
  return {
    ...one,
    spec: { ...one.spec, initial: alone.afterWrites },
    steps: lineSteps(one.steps, one.spec.size),
  }
}

/** One pulse on one word line, then the program's last read, of a sample of the cells. */
export function lineSteps(steps: readonly Step[], size: readonly [number, number]): readonly Step[] {
  const last = lastWrite(steps)
  const read = steps.findLast(isRead)
  return [
    ...(last === undefined ? [] : oneLine(last, size)),
    ...(read === undefined ? [] : [sampledRead(read, writtenCells(steps, size), size[1])]),
  ]
}

function sampledRead(step: ReadStep, written: readonly boolean[], columns: number): ReadStep {
  return { ...step, width: 0, frame: false, only: readSample(written, step.by, step.only, columns) }
}

/** One pulse of a write, kept to the word line with most addressed cells and there to the cells of its most frequent volts. */
function oneLine(step: WriteStep, [rows, columns]: readonly [number, number]): WriteStep[] {
  const volts = pulseAmplitudes(step, 0, rows * columns)
  const addressed = Array.from({ length: rows }, (_, i) =>
    [...volts.subarray(i * columns, (i + 1) * columns)].filter(v => v !== 0),
  )
  const busiest = addressed.reduce((most, line, i) => (line.length > addressed[most].length ? i : most), 0)
  if (addressed[busiest].length === 0) return []
  const level = mode(addressed[busiest])
  const levels = volts.map((v, k) => (Math.floor(k / columns) === busiest && v === level ? 1 : 0))
  return [
    {
      ...step,
      targets: [{ levels, amplitude: level }],
      graded: 'none',
      pulses: 1,
      interval: 0,
      frame: false,
    },
  ]
}
