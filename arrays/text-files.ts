import { parseDocument } from './config/parse-document.ts'
import { ConfigError } from './errors.ts'
import type { Plane } from './plane.ts'
import type { CsvRow, UserFiles } from './user-files.ts'

/** Texts and planes that a page was given in place of files, by name. */
export interface GivenFiles {
  /** Text of documents (YAML, JSON) and of CSV files. */
  readonly texts: Readonly<Record<string, string>>
  /** Pictures and matrices that were read already. */
  readonly planes?: Readonly<Record<string, Plane>>
}

/**
 * Files that stand in memory: names have no folders, and nothing else can be opened.
 * All throw ConfigError for a name that was not given, with those that were.
 */
export function textFiles({ texts, planes = {} }: GivenFiles): UserFiles {
  const text = (file: string): string => given(texts, file)
  return {
    beside: (_, name) => name,
    folderOf: () => '',
    exists: file => Object.hasOwn(texts, file) || Object.hasOwn(planes, file),
    document: file => parseDocument(text(file), file),
    async matrix(file, size) {
      const plane = given(planes, file)
      const [rows, columns] = plane.shape
      if (rows === size[0] && columns === size[1]) return plane
      throw new ConfigError({ file }, `${rows} x ${columns} numbers`, `${size[0]} x ${size[1]}`)
    },
    picture: async file => given(planes, file),
    async csvRows(file, onRow) {
      for (const row of csvRows(text(file))) onRow(row)
    },
    csvRowsAtOnce(file, maxBytes, onRow) {
      const whole = text(file)
      if (whole.length > maxBytes)
        throw new ConfigError({ file }, `a file of ${whole.length} bytes`, `at most ${maxBytes}`)
      for (const row of csvRows(whole)) onRow(row)
    },
  }
}

function given<T>(files: Readonly<Record<string, T>>, file: string): T {
  if (Object.hasOwn(files, file)) return files[file]
  const names = Object.keys(files)
  throw new ConfigError({ file }, 'no such file', names.length === 0 ? 'no file here' : names.join(', '))
}

/** Lines of values; empty ones and comments are left out. */
function* csvRows(text: string): Generator<CsvRow> {
  for (const [index, content] of text.split(/\r\n|\n|\r/).entries()) {
    if (content.trim() === '' || content.trimStart().startsWith('#')) continue
    let column = 1
    const fields = content.split(',').map(field => {
      const at = column + (field.length - field.trimStart().length)
      column += field.length + 1
      return { text: field.trim(), column: at }
    })
    yield { line: index + 1, fields }
  }
}
