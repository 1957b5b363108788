import type { ArrayEngine } from './engine/array-engine.ts'
import type { BackendName } from './engine/backends.ts'
import type { UserFiles } from './user-files.ts'

/** Environment that the core runs in: it gives what the core does not have itself. */
export interface Host {
  readonly files: UserFiles
  /**
   * Opens a backend.
   * @param cells of the largest array that it will see, for `auto`
   * @returns undefined for float64, which needs nothing
   * @throws GpuError where it is not there, with how to get it
   */
  openEngine(name: BackendName, cells: number): Promise<ArrayEngine | undefined>
}
