import { useEffect } from 'preact/hooks'
import { askForGpu, backend, chooseBackend, gpu, PAGE_BACKENDS } from './backend-choice.ts'
import { played } from './store.ts'

const ABOUT = {
  auto: 'auto (the faster)',
  float64: 'float64 (processor)',
  webgpu: 'webgpu (GPU)',
} as const

/** What computes the array. */
export function BackendSelect() {
  const there = played.value !== undefined
  useEffect(() => {
    if (there) void askForGpu()
  }, [there])
  const found = gpu.value
  const obstacle = found !== undefined && 'obstacle' in found ? found.obstacle : undefined
  const ran = played.value?.backend
  return (
    <>
      <label class="field">
        <span>Computed by</span>
        <select
          value={backend.value}
          disabled={found === undefined || (obstacle !== undefined && backend.value !== 'webgpu')}
          onChange={event => chooseBackend(event.currentTarget.value)}
        >
          {PAGE_BACKENDS.map(name => (
            <option key={name} value={name} disabled={name === 'webgpu' && obstacle !== undefined}>
              {ABOUT[name]}
            </option>
          ))}
        </select>
      </label>
      {ran !== undefined && (
        <p class="soft about" id="computed-by">
          {ran.backend === 'float64'
            ? 'Computed in float64 on the processor'
            : `Computed by ${ran.backend} on ${ran.adapter} (${ran.kernels})`}
          {obstacle === undefined ? '.' : `; no GPU: ${obstacle}.`}
        </p>
      )}
    </>
  )
}
