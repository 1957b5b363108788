import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const CONFIG = fileURLToPath(new URL('../../web/vite.config.ts', import.meta.url))

export interface BuiltPage {
  readonly folder: string
  /** The served page, and the one file. */
  readonly served: string
  readonly oneFile: string
  remove(): void
}

/** Builds the page in a folder of its own. @param modes which builds */
export async function buildPage(modes: readonly ('production' | 'one-file')[]): Promise<BuiltPage> {
  const folder = mkdtempSync(join(tmpdir(), 'sneakpath-page-'))
  for (const mode of modes)
    await build({ configFile: CONFIG, mode, logLevel: 'error', build: { outDir: folder } })
  return {
    folder,
    served: join(folder, 'index.html'),
    oneFile: join(folder, 'playground.html'),
    remove: () => rmSync(folder, { recursive: true }),
  }
}
