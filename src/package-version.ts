import { readFileSync } from 'node:fs'

/** The version of Sneakpath that runs, from its package.json. */
export function packageVersion(): string {
  return ownPackage().version
}

/** The folder of the package that runs, in the source tree and as it is installed, with '/' at the end. */
export function packageFolder(): URL {
  return ownPackage().folder
}

function ownPackage(): { readonly folder: URL; readonly version: string } {
  for (let folder = new URL('.', import.meta.url); ; folder = new URL('..', folder)) {
    try {
      const { name, version } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8')) as {
        name: string
        version: string
      }
      if (name === 'sneakpath') return { folder, version }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || folder.pathname === '/') throw error
    }
  }
}
