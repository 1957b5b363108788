import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names of all devices, those with a gate last. The devices are loaded when they are asked for. */
export async function deviceNames(): Promise<string[]> {
  const { DEVICE_MODELS } = await import('../../../arrays/devices/registry.ts')
  const { GATED_DEVICE_MODELS } = await import('../../../arrays/devices/gated-registry.ts')
  const { FIELD_DEVICE_MODELS, FIELD_GATED_DEVICE_MODELS } = await import(
    '../../../arrays/devices/field/registry.ts'
  )
  return [...DEVICE_MODELS, ...FIELD_DEVICE_MODELS, ...GATED_DEVICE_MODELS, ...FIELD_GATED_DEVICE_MODELS].map(
    ({ name }) => name,
  )
}

/** Quantities of the run in the folder that was typed; none where it holds no run. */
export function quantitiesOfRun(words: readonly string[]): string[] {
  return namesOfRun(words, 'quantities')
}

/** Records of the run in the folder that was typed; none where it holds none. */
export function recordsOfRun(words: readonly string[]): string[] {
  return namesOfRun(words, 'traces')
}

function namesOfRun([folder]: readonly string[], key: 'quantities' | 'traces'): string[] {
  if (folder === undefined) return []
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as {
      [K in typeof key]?: { name: string }[]
    }
    return (manifest[key] ?? []).map(({ name }) => name)
  } catch {
    return []
  }
}
