import { existsSync, readdirSync } from 'node:fs'

/** Driver of Debian's chromium package: a graphics adapter in software. */
export const SWIFTSHADER = '/usr/lib/chromium/vk_swiftshader_icd.json'
/** Where the Vulkan loader of Linux finds drivers by itself. */
const FOLDERS = ['/usr/share/vulkan/icd.d', '/etc/vulkan/icd.d', '/usr/local/share/vulkan/icd.d']
/** Variables by which a user names drivers to the loader, the newer name first. */
const NAMED = ['VK_DRIVER_FILES', 'VK_ICD_FILENAMES'] as const

/** Drivers on this machine, for the sentence that no adapter was found. */
export interface DriversAtHand {
  /** Drivers that the user named, as "VK_DRIVER_FILES=/some.json". */
  readonly named: string | undefined
  /** Drivers that the loader finds by itself. */
  readonly installed: readonly string[]
  readonly swiftShader: boolean
}

export function driversAtHand(environment: NodeJS.ProcessEnv = process.env): DriversAtHand {
  const name = NAMED.find(one => environment[one] !== undefined && environment[one] !== '')
  return {
    named: name === undefined ? undefined : `${name}=${environment[name]}`,
    installed: FOLDERS.flatMap(folder => (existsSync(folder) ? readdirSync(folder) : [])),
    swiftShader: existsSync(SWIFTSHADER),
  }
}

/** Why there is no adapter, and what gives one. */
export function noAdapter({ named, installed, swiftShader }: DriversAtHand): string {
  let cause = 'it needs a graphics driver with Vulkan (libvulkan1), Metal or Direct3D 12'
  if (named !== undefined) cause = `${named} gives none; ${cause}`
  else if (installed.length > 0)
    cause = `the Vulkan drivers that are installed (${installed.join(', ')}) give none, without a GPU or because they are too old; ${cause}`
  const slow = swiftShader
    ? `VK_DRIVER_FILES=${SWIFTSHADER} gives a slow one`
    : `VK_DRIVER_FILES=${SWIFTSHADER} after apt-get install chromium libvulkan1 gives a slow one`
  return `the backend webgpu found no adapter: ${cause}; without a GPU, ${slow}`
}
