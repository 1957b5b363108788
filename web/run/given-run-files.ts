import { ConfigError, type RunFiles } from 'sneakpath/core'

/** A file that the browser was handed, with its path in the folder that was picked or dropped. */
export interface GivenFile {
  /** "hi-filter/maps/conductance.npy". */
  readonly path: string
  readonly file: File
}

/** More are no run folder: its maps as CSV are the most of it. */
const MOST_FILES = 200_000

/**
 * The run folder among files that were picked or dropped: the one whose manifest lies nearest to the top. Parts of a file are read when
 * they are asked for.
 * @throws ConfigError where there is none
 */
export function givenRunFiles(files: readonly GivenFile[]): RunFiles {
  const depth = ({ path }: GivenFile): number => path.split('/').length
  const manifests = files.filter(({ path }) => /(^|\/)manifest\.json$/.test(path))
  const [manifest] = manifests.sort((a, b) => depth(a) - depth(b))
  const top = files[0]?.path.split('/')[0] ?? 'what was dropped'
  if (manifest === undefined) throw new ConfigError({ file: top }, 'no manifest.json', 'a run folder')
  const folder = manifest.path.slice(0, -'manifest.json'.length)
  const inside = files.filter(({ path }) => path.startsWith(folder))
  const byName = new Map(inside.map(({ path, file }) => [path.slice(folder.length), file]))
  return {
    name: folder === '' ? 'run' : folder.slice(0, -1),
    size: async name => byName.get(name)?.size,
    async read(name, from, to) {
      const file = byName.get(name)
      try {
        return new Uint8Array((await file?.slice(from, to).arrayBuffer()) ?? [])
      } catch {
        throw new ConfigError(
          { file: name },
          'a file that went away or may not be read',
          'the file as it was',
        )
      }
    },
  }
}

/** Files given to an input of a folder. */
export function pickedFiles(list: FileList): GivenFile[] {
  return limited([...list].map(file => ({ path: file.webkitRelativePath || file.name, file })))
}

/** All files below what was dropped. */
export async function droppedFiles(items: DataTransferItemList): Promise<GivenFile[]> {
  // The list is empty after the first wait.
  const entries = [...items].flatMap(item => item.webkitGetAsEntry() ?? [])
  const found: GivenFile[] = []
  for (const entry of entries) await walk(entry, found)
  return found
}

async function walk(entry: FileSystemEntry, found: GivenFile[]): Promise<void> {
  if (isFile(entry)) {
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject))
    found.push({ path: entry.fullPath.replace(/^\//, ''), file })
    limited(found)
    return
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader()
  for (;;) {
    // A part of the folder at a time, the last of them empty.
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    )
    if (part.length === 0) return
    for (const inner of part) await walk(inner, found)
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile
}

function limited(files: GivenFile[]): GivenFile[] {
  if (files.length <= MOST_FILES) return files
  throw new ConfigError({ file: 'folder' }, `more than ${MOST_FILES} files`, 'a run folder')
}
