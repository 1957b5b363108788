import type { Host } from '../../arrays/host.ts'
import { NODE_FILES } from './node-files.ts'

/** Node: its file system, and backends on threads of its own. */
export const NODE_HOST: Host = {
  files: NODE_FILES,
  openEngine: async (name, cells) => {
    if (name === 'float64') return undefined
    const { openEngine } = await import('./open-engine.ts')
    return openEngine(name, cells)
  },
}
