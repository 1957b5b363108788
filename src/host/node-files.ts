import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { UserFiles } from '../../arrays/user-files.ts'
import { fileBeside } from '../files/file-beside.ts'
import { readCsvRows, readCsvRowsSync } from '../files/read-csv-rows.ts'
import { readDocument } from '../files/read-document.ts'

/** The file system; relative paths from the working folder. */
export const NODE_FILES: UserFiles = {
  beside: fileBeside,
  folderOf: dirname,
  exists: existsSync,
  document: file => readDocument(file),
  // Few inputs name a matrix or a picture.
  matrix: async (file, size, signal) => {
    const { readMatrix } = await import('../files/read-matrix.ts')
    return readMatrix(file, size, signal)
  },
  picture: async (file, signal) => {
    const { readImage } = await import('../files/read-image.ts')
    return readImage(file, undefined, signal)
  },
  csvRows: readCsvRows,
  csvRowsAtOnce: readCsvRowsSync,
}
