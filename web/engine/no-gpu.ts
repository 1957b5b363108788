import type { StartGpuThread } from 'sneakpath/core'

/** Solvers wait for a GPU in memory that two threads share. */
export const NO_GPU: string | undefined =
  'a page in one file computes on the processor, as browsers share no memory between the threads of a file; sneakpath open serves one that may use the GPU'

export const startGpu: StartGpuThread = async () => {
  throw new Error(NO_GPU)
}
