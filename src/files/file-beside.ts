import { isAbsolute, join } from 'node:path'

/**
 * Path of a file that another file names: relative to the folder of that file, and shown in errors as the user can read it.
 * @param folder of the file that names it
 */
export function fileBeside(folder: string, name: string): string {
  return isAbsolute(name) ? name : join(folder, name)
}
