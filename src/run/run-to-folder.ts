import { checkOptionKeys, type OptionNames } from '../../arrays/config/check-option-keys.ts'
import type { RunSettings } from '../../scenarios/file/apply-settings.ts'
import { describeScenario, type Scenario } from '../../scenarios/file/scenario.ts'
import { type RunHooks, runScenario, type ScenarioResult } from '../../scenarios/run/run-scenario.ts'
import { mayReplaceRun } from '../export/may-replace-run.ts'
import type { DrawPictures } from '../export/run-pictures.ts'
import type { RunRecord } from '../export/run-record.ts'
import { writeRunFolder } from '../export/write-run-folder.ts'
import { chooseOutputFolder } from '../output-folder.ts'
import type { ClaimRow } from '../reproduce/claim-row.ts'
import { claimsOfScenario } from '../reproduce/claims-of-scenario.ts'
import { ensembleFigures, type FigureRange } from './ensemble-figures.ts'
import { recordOfResult } from './record-of-result.ts'

export interface RunToFolderOptions {
  /** Settings that differ from the scenario's file. */
  readonly settings?: RunSettings
  /** Folder to make; left out, runs/NAME, or -2, -3 ... where that exists. */
  readonly out?: string | undefined
  /** Replace an earlier run in that folder. @defaultValue false */
  readonly force?: boolean
  /** Who draws the pictures. @defaultValue this thread */
  readonly draw?: DrawPictures
}

/** A run and where it was written. */
export interface RunReport {
  readonly result: ScenarioResult
  readonly record: RunRecord
  readonly folder: string
  /** Files in it, relative to it. */
  readonly files: readonly string[]
  /** The published figures of the scenario's paper beside the simulated ones; empty where settings differ from the paper's. */
  readonly claims: readonly ClaimRow[]
  /** Range of the figures over the parameter sets of a device that was fitted. */
  readonly ranges: Readonly<Record<string, FigureRange>>
}

const NAMES: OptionNames<Required<RunToFolderOptions>> = {
  settings: true,
  out: true,
  force: true,
  draw: true,
}

/**
 * Runs a scenario and writes its run folder: what `sneakpath run` does.
 * @throws ConfigError for mistakes in the file, the settings or the folder; SolverError where a network has no answer; the
 * signal's reason when it is aborted, and then nothing is written
 */
export async function runToFolder(
  scenario: Scenario,
  options: RunToFolderOptions = {},
  hooks: RunHooks = {},
): Promise<RunReport> {
  checkOptionKeys('runToFolder', options, NAMES)
  const { settings = {}, out, force = false, draw } = options
  const started = new Date()
  const { name } = describeScenario(scenario)
  const output = await chooseOutputFolder({ out, force, name, mayReplace: mayReplaceRun })
  const before = performance.now()
  const result = await runScenario(scenario, settings, hooks)
  const changed = Object.keys(settings).some(key => key !== 'seed')
  const claims = changed ? [] : await claimsOfScenario(result)
  const ranges = await ensembleFigures(scenario, settings, result, hooks)
  const clock = { started: started.toISOString(), seconds: (performance.now() - before) / 1000 }
  const record = recordOfResult(result, clock, {
    claims,
    ...(Object.keys(ranges).length === 0 ? {} : { ranges }),
  })
  const { files, folder } = await writeRunFolder(record, output.folder, {
    force,
    numbered: output.numbered,
    ...(draw === undefined ? {} : { draw }),
    ...(hooks.signal === undefined ? {} : { signal: hooks.signal }),
  })
  return { result, record, folder, files, claims, ranges }
}
