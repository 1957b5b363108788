import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { ConfigError } from '../arrays/errors.ts'

/** What a user said about where a result goes. */
export interface OutputWish {
  /** As given with --out; left out, a new folder runs/NAME, or -2, -3 ... where that exists. */
  readonly out?: string | undefined
  /** Replace an existing result. */
  readonly force: boolean
  /** Name of the result, for the default. */
  readonly name: string
}

/** Files of which one is in every result: what may be replaced by --force. */
const RESULT_FILES = ['manifest.json', 'solution.json']

/**
 * Where a result will be written; nothing is written yet.
 * @throws ConfigError where the folder exists and may not be replaced, or cannot be made
 */
export function chooseOutputFolder({ out, force, name }: OutputWish): string {
  if (out === undefined) {
    let folder = join('runs', name)
    for (let number = 2; existsSync(folder); number++) folder = join('runs', `${name}-${number}`)
    checkWritable(folder)
    return folder
  }
  if (existsSync(out)) {
    if (!force)
      throw new ConfigError(
        { file: '--out' },
        `${out}, which exists`,
        'a new folder, or --force to replace it',
      )
    checkReplaceable(out)
  }
  checkWritable(out)
  return out
}

/**
 * Writes a folder whole or not at all: it is filled under another name beside its place and then renamed.
 * @param folder as chooseOutputFolder gave it
 * @param fill writes the files into the folder that it is given
 * @throws what `fill` throws, and errors of the file system; nothing is left then
 */
export async function writeOutputFolder(
  folder: string,
  force: boolean,
  fill: (staging: string) => Promise<void>,
): Promise<void> {
  const place = resolve(folder)
  const parent = dirname(place)
  const firstNew = mkdirSync(parent, { recursive: true })
  const staging = join(parent, `.${basename(place)}.partial-${process.pid}`)
  const replaced = join(parent, `.${basename(place)}.replaced-${process.pid}`)
  try {
    rmSync(staging, { recursive: true, force: true })
    mkdirSync(staging)
    await fill(staging)
    if (force && existsSync(place)) renameSync(place, replaced)
    // Another run may have made the folder meanwhile: a rename onto one with files in it fails.
    renameSync(staging, place)
  } catch (error) {
    if (existsSync(replaced) && !existsSync(place)) renameSync(replaced, place)
    rmSync(staging, { recursive: true, force: true })
    removeEmptyParents(parent, firstNew)
    throw error
  }
  rmSync(replaced, { recursive: true, force: true })
}

/** --force replaces results, and not whatever folder was named by mistake. */
function checkReplaceable(out: string): void {
  const place = { file: '--out' }
  if (!statSync(out).isDirectory()) throw new ConfigError(place, `${out}, which is a file`, 'a folder')
  const files = readdirSync(out)
  if (files.length === 0 || RESULT_FILES.some(name => files.includes(name))) return
  throw new ConfigError(
    place,
    `${out}, which is no earlier result`,
    'a new folder, or an earlier result to replace',
  )
}

function checkWritable(folder: string): void {
  let parent = dirname(resolve(folder))
  while (!existsSync(parent)) parent = dirname(parent)
  const place = { file: '--out' }
  if (!statSync(parent).isDirectory()) throw new ConfigError(place, `${folder} below a file`, 'a folder')
  try {
    accessSync(parent, constants.W_OK)
  } catch {
    throw new ConfigError(
      place,
      `${parent}, where nothing can be written`,
      'a folder with permission to write',
    )
  }
}

function removeEmptyParents(parent: string, firstNew: string | undefined): void {
  if (firstNew === undefined) return
  try {
    for (let folder = parent; folder.length >= firstNew.length; folder = dirname(folder)) rmdirSync(folder)
  } catch {
    // It holds something by now, so that it stays.
  }
}
