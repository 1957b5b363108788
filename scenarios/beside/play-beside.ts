import { isGated } from '../../arrays/gated/any-array.ts'
import type { ArrayRun } from '../../arrays/program/array-run.ts'
import type { ProgramSettings } from '../../arrays/program/program.ts'
import { evaluateFigures, type Figure, type FigureSource } from '../figures/evaluate-figures.ts'
import { figuresOfCases } from '../figures/run-figures.ts'
import type { PreparedCase } from '../file/prepare-case.ts'
import type { ScenarioFile } from '../file/scenario-file.ts'
import type { TwoTerminalCase } from '../file/two-terminal.ts'
import { caseReads, named } from '../run/case-frames.ts'
import { type SneakNumbers, sneakNumbers } from '../sneak/sneak-numbers.ts'
import { type BesideExtent, besideCase, besideExtent, lineSteps } from './beside-case.ts'

/** A run of isolated cells, seen as a passive crossbar. */
export interface ScenarioBeside extends SneakNumbers {
  readonly extent: BesideExtent
  /** Figures of the scenario that speak of this case; none where only a line was written. */
  readonly figures: Readonly<Record<string, Figure>>
}

/**
 * Plays one case of a scenario as a crossbar, as far as its size allows, and those that its figures are compared with.
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
  const played: (readonly [name: string, run: ArrayRun])[] = [[one.name, array]]
  if (extent === 'program') {
    for (const [other] of runs.filter(([{ name }]) => isAlso(file, name)))
      played.push([other.name, await play(other, how)])
  }
  return {
    ...sneakNumbers(array, one.name, one.steps),
    extent,
    figures: extent === 'program' ? figuresBeside(file, played, source) : {},
  }
}

/** How many steps `playBeside` will take. */
export function besideSteps(file: ScenarioFile, cases: readonly PreparedCase[], cells: number): number {
  const one = cases.find(candidate => isBeside(file, candidate))
  if (one === undefined) return 0
  switch (besideExtent(file, cells)) {
    case 'program':
      return cases.reduce(
        (sum, { name, steps }) => sum + (isAlso(file, name) ? steps.length : 0),
        one.steps.length,
      )
    case 'line':
      return lineSteps(one.steps, one.spec.size).length
    case undefined:
      return 0
  }
}

function isBeside({ beside }: ScenarioFile, one: PreparedCase): boolean {
  if (isGated(one.spec)) return false
  return beside?.case === undefined || one.name === beside.case
}

/** Cases that are played for the sake of figures that compare them. */
function isAlso({ beside }: ScenarioFile, name: string): boolean {
  return beside?.also?.includes(name) === true && beside.case !== name
}

function figuresBeside(
  file: ScenarioFile,
  played: readonly (readonly [name: string, run: ArrayRun])[],
  source: FigureSource,
): Record<string, Figure> {
  const frames = played.flatMap(([name, array]) => array.frames.map(frame => named(name, frame)))
  const reads = played.flatMap(([name, array]) => caseReads(name, array))
  const specs = figuresOfCases(
    file.figures,
    played.map(([name]) => name),
  )
  return evaluateFigures(specs, { ...source, frames, reads })
}
