import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { writeNpy } from '../../arrays/files/write-npy.ts'
import { PLANE_FILES, type SolutionDocument, solutionPlanes } from './solution-document.ts'
import type { SolvedArray } from './solve-array-file.ts'

/**
 * Writes a solution into a folder: each plane as NPY, and the document as solution.json.
 * @param folder exists
 * @throws errors of the file system
 */
export async function writeSolution(
  folder: string,
  solved: SolvedArray,
  document: SolutionDocument,
): Promise<void> {
  for (const [name, data] of solutionPlanes(solved)) {
    await writeNpy(join(folder, `${PLANE_FILES[name]}.npy`), data, solved.size)
  }
  await writeFile(join(folder, 'solution.json'), `${JSON.stringify(document)}\n`)
}
