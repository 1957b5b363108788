import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { GATED_DEVICE_MODELS } from '../../../arrays/devices/gated-registry.ts'
import { DEVICE_MODELS } from '../../../arrays/devices/registry.ts'

/** Names of all devices, those with a gate last. */
export function deviceNames(): string[] {
  return [...DEVICE_MODELS, ...GATED_DEVICE_MODELS].map(({ name }) => name)
}

/** Quantities of the run in the folder that was typed; none where it holds no run. */
export function quantitiesOfRun([folder]: readonly string[]): string[] {
  if (folder === undefined) return []
  try {
    const { quantities } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
      quantities: { name: string }[]
    }
    return quantities.map(({ name }) => name)
  } catch {
    return []
  }
}
