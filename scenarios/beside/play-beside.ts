import { isGated } from '../../arrays/gated/any-array.ts'
import type { ArrayRun } from '../../arrays/program/array-run.ts'
import type { ProgramSettings } from '../../arrays/program/program.ts'
import { evaluateFigures, type Figure, type FigureSource } from '../figures/evaluate-figures.ts'
import { figuresOfCase } from '../figures/run-figures.ts'
import type { PreparedCase } from '../file/prepare-case.ts'
import type { ScenarioFile } from '../file/scenario-file.ts'
import type { TwoTerminalCase } from '../file/two-terminal.ts'
import { caseReads, named } from '../run/case-frames.ts'
import { type BesideExtent, besideCase, besideExtent, writtenCells } from './beside-case.ts'
import { type BesideReport, besideReport, contrastWritten } from './beside-report.ts'

/** A run of isolated cells, seen as a passive crossbar. */
export interface ScenarioBeside extends BesideReport {
  readonly extent: BesideExtent
  /** The contrast of the same cells wired alone. */
  readonly contrastAlone: number | undefined
  /** Figures of the scenario that speak of this case; none where only a line was written. */
  readonly figures: Readonly<Record<string, Figure>>
}

/**
 * Plays one case of a scenario as a crossbar, as far as its size allows.
 * @param runs the cases with their cells wired alone
 * @param play carries out a case
 * @returns undefined where the file does not ask for it or the array is too large
 */
export async function playBeside(
  file: ScenarioFile,
  runs: readonly (readonly [TwoTerminalCase, ArrayRun])[],
  play: (one: TwoTerminalCase, how: ProgramSettings) => Promise<ArrayRun>,
  source: FigureSource,
): Promise<ScenarioBeside | undefined> {
  const found = runs.find(([one]) => isBeside(file, one))
  if (found === undefined) return undefined
  const [one, alone] = found
  const cells = one.spec.size[0] * one.spec.size[1]
  const extent = besideExtent(file, cells)
  if (extent === undefined) return undefined
  const how = { network: 'crossbar', bias: file.beside!.bias, write: file.write } as const
  const array = await play(besideCase(one, alone, extent), how)
  const written = writtenCells(one.steps, one.spec.size)
  return {
    ...besideReport(array, one.name, written),
    extent,
    contrastAlone: contrastWritten(alone, written),
    figures: extent === 'program' ? figuresBeside(file, one.name, array, source) : {},
  }
}

/** How many steps `playBeside` will take. */
export function besideSteps(file: ScenarioFile, cases: readonly PreparedCase[], cells: number): number {
  const one = cases.find(candidate => isBeside(file, candidate))
  if (one === undefined) return 0
  switch (besideExtent(file, cells)) {
    case 'program':
      return one.steps.length
    case 'line':
      return 1
    case undefined:
      return 0
  }
}

function isBeside({ beside }: ScenarioFile, one: PreparedCase): boolean {
  if (isGated(one.spec)) return false
  return beside?.case === undefined || one.name === beside.case
}

function figuresBeside(
  file: ScenarioFile,
  name: string,
  array: ArrayRun,
  source: FigureSource,
): Record<string, Figure> {
  const frames = array.frames.map(frame => named(name, frame))
  const reads = caseReads(name, array)
  return evaluateFigures(figuresOfCase(file.figures, name), { ...source, frames, reads })
}
