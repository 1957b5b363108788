import type { SourceDocument } from './config/parse-document.ts'
import type { Plane } from './plane.ts'

/** One field of a CSV file. */
export interface CsvField {
  /** Without surrounding space. */
  readonly text: string
  /** 1-based column of its first character. */
  readonly column: number
}

/** One line of a CSV file that is neither empty nor a comment. */
export interface CsvRow {
  /** 1-based. */
  readonly line: number
  readonly fields: readonly CsvField[]
}

/** How a CSV file is read. */
export interface ReadCsvOptions {
  /** Fields of all lines together. @defaultValue 2^25, the numbers of the largest matrix */
  readonly maxFields?: number
  /** Ends the reading. */
  readonly signal?: AbortSignal | undefined
}

/**
 * The files that a user's input names. The core opens none itself: what runs it hands this in, the file system in Node, or what a
 * page was given. All throw ConfigError for a file that is missing or wrong, and the signal's reason.
 */
export interface UserFiles {
  /** Path of a file that another file names, relative to the folder of that one; as the user can read it in an error. */
  beside(folder: string, name: string): string
  folderOf(file: string): string
  exists(file: string): boolean
  /** A YAML or JSON file, at once. */
  document(file: string): SourceDocument
  /**
   * A matrix of finite numbers.
   * @param size [word lines, bit lines] that it must have
   */
  matrix(file: string, size: readonly [number, number], signal?: AbortSignal): Promise<Plane>
  /** A picture as levels 0 to 1, one pixel a cell. */
  picture(file: string, signal?: AbortSignal): Promise<Plane>
  /** Calls `onRow` for each line of values of a CSV file, in order; what it throws ends the reading. */
  csvRows(file: string, onRow: (row: CsvRow) => void, options?: ReadCsvOptions): Promise<void>
  /** The same at once, for a file of at most `maxBytes`. */
  csvRowsAtOnce(file: string, maxBytes: number, onRow: (row: CsvRow) => void): void
}
