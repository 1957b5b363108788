import { parseDocument } from '../../arrays/config/parse-document.ts'
import { ConfigError } from '../../arrays/errors.ts'
import type { UserFiles } from '../../arrays/user-files.ts'
import { runScenario } from '../../scenarios/run/run-scenario.ts'
import { resultText } from './result-text.ts'

/** Texts by path; the core is given nothing else, as in a page. */
type Texts = Readonly<Record<string, string>>

function filesOf(texts: Texts): UserFiles {
  const text = (file: string): string => {
    if (texts[file] === undefined)
      throw new ConfigError({ file }, 'no such file', Object.keys(texts).join(', '))
    return texts[file]
  }
  const refuse = (file: string): never => {
    throw new ConfigError({ file }, 'a file of numbers', 'none in this page')
  }
  return {
    beside: (_, name) => name,
    folderOf: () => '',
    exists: file => texts[file] !== undefined,
    document: file => parseDocument(text(file), file),
    matrix: async file => refuse(file),
    picture: async file => refuse(file),
    csvRows: async (file, onRow) => {
      for (const [k, line] of text(file).trim().split('\n').entries())
        onRow({ line: k + 1, fields: line.split(',').map(field => ({ text: field, column: 1 })) })
    },
    csvRowsAtOnce: refuse,
  }
}

/** Runs a scenario from texts alone. */
async function runFromTexts(texts: Texts, scenario: string): Promise<string> {
  const files = filesOf(texts)
  const host = { files, openEngine: async () => undefined }
  return resultText(await runScenario({ document: files.document(scenario), baseDir: '', host }))
}

Object.assign(globalThis, { runFromTexts })
