import { join } from 'node:path'
import { ConfigError } from '../../../arrays/errors.ts'
import { readRegularFile } from '../../export/read-regular-file.ts'
import { STUDY_FORMAT, type StudyManifest, studyManifest } from './study-manifest.ts'

export const MANIFEST = 'manifest.json'

const MOST_BYTES = 64 * 2 ** 20

/**
 * The manifest of a study's folder.
 * @throws ConfigError where there is none
 */
export async function readManifest(folder: string): Promise<StudyManifest> {
  return parseManifest(await manifestText(folder), folder)
}

/**
 * @returns the text of a study's manifest: as long as it is the same, so is what stands in the folder
 * @throws ConfigError where there is none
 */
export async function manifestText(folder: string): Promise<string> {
  const bytes = await readRegularFile(join(folder, MANIFEST), MOST_BYTES)
  if (typeof bytes !== 'string') return bytes.toString('utf8')
  throw noStudy(folder, bytes === 'nothing' ? 'no manifest.json there' : `${bytes} as manifest.json`)
}

/**
 * @param folder for errors
 * @throws ConfigError where it is not the text of a study's manifest
 */
export function parseManifest(text: string, folder: string): StudyManifest {
  let manifest: unknown
  try {
    manifest = JSON.parse(text)
  } catch {
    throw noStudy(folder, 'a manifest.json that cannot be read')
  }
  if ((manifest as Partial<StudyManifest> | null)?.format !== STUDY_FORMAT)
    throw noStudy(folder, 'a manifest.json of something else')
  const { error } = studyManifest.safeParse(manifest)
  if (error === undefined) return manifest as StudyManifest
  throw noStudy(folder, `a manifest.json without a proper "${error.issues[0].path.join('.')}"`)
}

function noStudy(folder: string, found: string): ConfigError {
  return new ConfigError({ file: folder }, found, 'the folder of a study')
}
