import type { ArrayEngine } from '../../../arrays/engine/array-engine.ts'
import { BACKENDS, type BackendName } from '../../../arrays/engine/backends.ts'
import { GpuError } from '../../../arrays/engine/gpu-error.ts'
import { ConfigError, type Place } from '../../../arrays/errors.ts'
import { openEngine } from '../../host/open-engine.ts'

/** Engines of a study. Rows of another engine are other rows, so that it is part of a study's hash. */
export const ENGINES: readonly [BackendName, ...BackendName[]] = BACKENDS
export type Engine = BackendName

/** Engine of a study, found when it is planned. */
export interface ResolvedEngine {
  readonly name: Exclude<Engine, 'auto'>
  /** The graphics adapter, whose float32 is its own. */
  readonly adapter?: string
}

/**
 * Which engine a study runs on.
 * @param cells of all arrays that run side by side, for `auto`
 * @throws ConfigError where this machine lacks it
 */
export async function resolveEngine(name: Engine, cells: number, place: Place): Promise<ResolvedEngine> {
  if (name === 'float64') return { name }
  const engine = await openOrRefuse(name, cells, place)
  if (engine === undefined) return { name: 'float64' }
  const { backend, adapter } = engine.report()
  await engine.close()
  return backend === 'webgpu' ? { name: backend, adapter } : { name: backend }
}

/** Opens the engine of a planned study; undefined for float64, which needs nothing. */
export async function openStudyEngine(
  { name }: ResolvedEngine,
  place: Place,
): Promise<ArrayEngine | undefined> {
  return name === 'float64' ? undefined : openOrRefuse(name, 0, place)
}

async function openOrRefuse(name: Engine, cells: number, place: Place): Promise<ArrayEngine | undefined> {
  try {
    return await openEngine(name, cells)
  } catch (error) {
    if (!(error instanceof GpuError)) throw error
    throw new ConfigError(
      place,
      `no engine ${name} on this machine (${error.message})`,
      'a machine that has it, or float64',
    )
  }
}
