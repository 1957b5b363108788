import type { ScenarioFile } from 'sneakpath/core'

/** What the playground holds: a scenario that the command line runs as well, and what is on the easel. */
export interface Doc {
  readonly scenario: ScenarioFile
  /** Which of its cases, from 0. */
  readonly which: number
  /** Files that it names: devices that were pasted, by name. */
  readonly texts: Readonly<Record<string, string>>
  /** Rows of "." and "#", or digits for levels: what the next write writes. */
  readonly easel: readonly string[]
}

/** The scenario with nothing in it but what one program needs: it can be changed step by step. */
export function playable(scenario: ScenarioFile): ScenarioFile {
  const { figures: _, sheet: __, beside: ___, replace: ____, record: _____, ...kept } = scenario
  return { ...kept, figures: [], replace: {} }
}

/** An easel with nothing on it. */
export function blankEasel([rows, columns]: readonly [number, number]): string[] {
  return Array.from({ length: rows }, () => '.'.repeat(columns))
}
