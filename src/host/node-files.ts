import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { UserFiles } from '../../arrays/user-files.ts'
import { fileBeside } from '../files/file-beside.ts'
import { readCsvRows, readCsvRowsSync } from '../files/read-csv-rows.ts'
import { readDocument } from '../files/read-document.ts'
import { readMatrix } from '../files/read-matrix.ts'

/** The file system; relative paths from the working folder. */
export const NODE_FILES: UserFiles = {
  beside: fileBeside,
  folderOf: dirname,
  exists: existsSync,
  document: file => readDocument(file),
  matrix: readMatrix,
  // Few inputs have a picture.
  picture: async (file, signal) => {
    const { readImage } = await import('../files/read-image.ts')
    return readImage(file, undefined, signal)
  },
  csvRows: readCsvRows,
  csvRowsAtOnce: readCsvRowsSync,
}
