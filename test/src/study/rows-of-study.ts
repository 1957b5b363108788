import { readManifest } from '../../../src/study/file/read-manifest.ts'
import { readShards } from '../../../src/study/shards/read-shards.ts'

/** The rows of a study's folder as objects, numbers throughout. */
export async function rowsOfStudy(folder: string): Promise<Record<string, number>[]> {
  const manifest = await readManifest(folder)
  const names = manifest.columns.map(({ name }) => name)
  const rows: Record<string, number>[] = []
  for await (const table of readShards({ folder, layout: manifest, hash: manifest.hash }, names)) {
    for (let row = 0; row < table[names[0]].length; row++) {
      rows.push(Object.fromEntries(names.map(name => [name, table[name][row] as number])))
    }
  }
  return rows
}
