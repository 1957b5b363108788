import { dirname, isAbsolute, join, resolve } from 'node:path'
import type { SourceDocument } from '../../../arrays/config/parse-document.ts'
import { validate } from '../../../arrays/config/validate.ts'
import { ConfigError } from '../../../arrays/errors.ts'
import type { Scenario } from '../../../scenarios/file/scenario.ts'
import { readDocument } from '../../files/read-document.ts'
import { loadScenario, scenarioNames } from '../../run/load-scenario.ts'
import { type StudyFile, studyFile } from './study-file.ts'

/** A study as its file has it, with the scenario that it names. */
export interface StudySource {
  readonly file: StudyFile
  readonly document: SourceDocument
  /** Folder that paths in the study are relative to; absolute. */
  readonly folder: string
  readonly scenario: Scenario
}

const MOST_BYTES = 2 ** 20

/**
 * Reads a study file and the scenario that it names.
 * @param path as the user gave it
 * @throws ConfigError for a mistake in it, with its line
 */
export function loadStudy(path: string): StudySource {
  const document = readDocument(path, MOST_BYTES)
  const file = validate(document, studyFile)
  const own = scenarioNames().includes(file.scenario) || isAbsolute(file.scenario)
  const scenarioPath = own ? file.scenario : join(dirname(path), file.scenario)
  try {
    const scenario = loadScenario(scenarioPath)
    const folder = resolve(dirname(path))
    return { file, document, folder, scenario: { ...scenario, baseDir: resolve(scenario.baseDir) } }
  } catch (error) {
    // A name that is neither a scenario nor a file is a mistake of the study; anything else stands in the scenario's file.
    if (!(error instanceof ConfigError) || error.place.line !== undefined) throw error
    throw new ConfigError(document.place(['scenario']), error.found, error.expected)
  }
}
