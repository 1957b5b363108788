/** The thread that owns a GPU, for a worker of a page; `sneakpath/core` opens it by `openEngine`. gpu.js is loaded with it. */
export type { GpuFacts, GpuRequest, GpuStart } from '../kernels/gpu/gpu-messages.ts'
export { serveGpu } from '../kernels/gpu/serve-gpu.ts'
export { webgpuFacts } from '../kernels/gpu/webgpu-facts.ts'
