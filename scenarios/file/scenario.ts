import type { SourceDocument } from '../../arrays/config/parse-document.ts'
import { validate } from '../../arrays/config/validate.ts'
import type { Host } from '../../arrays/host.ts'
import { type ScenarioFile, scenarioFile } from './scenario-file.ts'

/** A scenario file that was read but not yet checked: settings may still change it. */
export interface Scenario {
  readonly document: SourceDocument
  /** Folder that its file names are relative to. */
  readonly baseDir: string
  /** Where it runs: gives the files that it names, and backends. */
  readonly host: Host
}

/** The settings of a scenario as its file has them. */
export function describeScenario(scenario: Scenario): ScenarioFile {
  return validate(scenario.document, scenarioFile)
}
