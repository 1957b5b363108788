import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { ConfigError } from '../arrays/errors.ts'
import { numberedName } from './export/replace-folder.ts'

/** Where a user wants a result to go. */
export interface OutputWish {
  /** As given with --out; left out, a new folder runs/NAME, or -2, -3 ... where that exists. */
  readonly out: string | undefined
  /** Replace an existing result. */
  readonly force: boolean
  /** Name of the result, for the default. */
  readonly name: string
  /** Throws where the folder that is there must not be replaced. */
  readonly mayReplace: (existing: string) => Promise<void>
}

/** Where a result goes. */
export interface OutputFolder {
  readonly folder: string
  /** Where the user named no folder: the name before the number, for `replaceFolder`, which takes another number where this one is taken meanwhile. */
  readonly numbered?: string
}

/**
 * Where a result will be written, checked before the work begins; nothing is written yet.
 * @throws ConfigError where the folder exists and may not be replaced, or cannot be made
 */
export async function chooseOutputFolder({
  out,
  force,
  name,
  mayReplace,
}: OutputWish): Promise<OutputFolder> {
  if (out === undefined) {
    const numbered = join('runs', name)
    let number = 1
    while (existsSync(numberedName(numbered, number))) number++
    const folder = numberedName(numbered, number)
    checkWritable(folder)
    return { folder, numbered }
  }
  if (existsSync(out)) {
    if (!force) throw new ConfigError({ file: out }, 'something there already', 'a new folder, or --force')
    if (!statSync(out).isDirectory()) throw new ConfigError({ file: out }, 'a file', 'a folder')
    await mayReplace(out)
  }
  checkWritable(out)
  return { folder: out }
}

function checkWritable(folder: string): void {
  let parent = dirname(resolve(folder))
  while (!existsSync(parent)) parent = dirname(parent)
  const place = { file: folder }
  if (!statSync(parent).isDirectory()) {
    throw new ConfigError(place, 'a file on the way there', 'a path through folders only')
  }
  try {
    accessSync(parent, constants.W_OK)
  } catch {
    throw new ConfigError(place, 'no permission to write there', 'a folder that can be written')
  }
}
