import { BACKENDS, type BackendName } from '../../../arrays/engine/backends.ts'
import { choiceFlag, type Flag } from './flags.ts'

/** The backend: see docs/gpu.md. */
export function backendFlag(): Flag<BackendName | undefined> {
  return choiceFlag('backend', BACKENDS, {
    describe: 'Backend for states, networks and the matrices of training; webgpu needs npm install webgpu',
    otherwise: 'float64',
  })
}
