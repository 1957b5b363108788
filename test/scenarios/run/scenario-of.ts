import { parseDocument } from '../../../arrays/config/parse-document.ts'
import { runScenario, type ScenarioResult } from '../../../scenarios/run/run-scenario.ts'
import { NODE_HOST } from '../../../src/host/node-host.ts'

/** Runs a scenario that is given as text. @param baseDir of the files that it names */
export async function runText(text: string, baseDir = '.'): Promise<ScenarioResult> {
  return runScenario({ document: parseDocument(text, 'scenario.yaml'), baseDir, host: NODE_HOST })
}
