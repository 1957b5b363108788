import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type MayReplace, mayReplaceResult } from '../export/may-replace-result.ts'
import { EXPORTS } from '../export/may-replace-run.ts'
import { replaceFolder } from '../export/replace-folder.ts'
import { writeNpy } from '../files/write-npy.ts'
import { MAX_JSON_CELLS, PLANE_FILES, solutionDocument, solutionPlanes } from './solution-document.ts'
import type { SolvedArray } from './solve-array-file.ts'

const DOCUMENT = 'solution.json'
const FILES: RegExp = new RegExp(
  `^(${DOCUMENT}|${EXPORTS}(/.*)?|(${Object.values(PLANE_FILES).join('|')})\\.npy)$`,
)

/**
 * Writes a solution: each plane as NPY, and all of it as solution.json, with the names of the NPY files in place of planes
 * above 2e6 cells. The folder appears whole or not at all.
 * @param force replace an earlier solution
 * @param numbered as in `replaceFolder`: the name before the number of a folder that the user did not name
 * @returns the folder that was taken
 * @throws ConfigError where the folder exists without `force`, holds anything but a solution, or cannot be written
 */
export async function writeSolution(
  solved: SolvedArray,
  folder: string,
  force: boolean,
  numbered?: string,
): Promise<string> {
  const large = solved.size[0] * solved.size[1] > MAX_JSON_CELLS
  const document = large ? solutionDocument(solved, name => `${name}.npy`) : solutionDocument(solved)
  return replaceFolder(folder, {
    force,
    numbered,
    mayReplace: mayReplaceSolution,
    fill: async partial => {
      for (const [name, data] of solutionPlanes(solved)) {
        await writeNpy(join(partial, `${PLANE_FILES[name]}.npy`), data, solved.size)
      }
      await writeFile(join(partial, DOCUMENT), `${JSON.stringify(document)}\n`)
    },
  })
}

export const mayReplaceSolution: MayReplace = mayReplaceResult({ files: FILES, called: 'a solution' })
