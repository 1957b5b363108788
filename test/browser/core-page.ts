import { runScenario, textFiles } from '../../src/core.ts'
import { resultText } from './result-text.ts'

/** Runs a scenario from texts alone: the core is given nothing else, as in a page. */
async function runFromTexts(texts: Readonly<Record<string, string>>, scenario: string): Promise<string> {
  const files = textFiles({ texts })
  const host = { files, openEngine: async () => undefined }
  return resultText(await runScenario({ document: files.document(scenario), baseDir: '', host }))
}

Object.assign(globalThis, { runFromTexts })
