import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ConfigError } from '../../arrays/errors.ts'
import { readDocument } from '../files/read-document.ts'
import { parseRunIndex, type RunIndex } from './run-index.ts'

/**
 * Reads the manifest of a run folder.
 * @param folder path as the user gave it
 * @throws ConfigError where it is no run folder or its manifest is damaged
 */
export async function readRunIndex(folder: string): Promise<RunIndex> {
  const file = join(folder, 'manifest.json')
  if (!existsSync(file)) throw new ConfigError({ file: folder }, 'no manifest.json', 'a run folder')
  return parseRunIndex(readDocument(file))
}
