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
