import type { StartGpuThread } from 'sneakpath/core'

/** From file storage a page has no memory that two threads share, which solvers that wait for a GPU need. */
export const NO_GPU: string | undefined =
  'a page in one file computes on the processor; sneakpath open serves one that may use the GPU'

export const startGpu: StartGpuThread = async () => {
  throw new Error(NO_GPU)
}
