/** The GPU of a page, for the worker in which the library computes; `sneakpath/core` takes it by `openEngine`. gpu.js is loaded with it. */
export { type GpuAtOnce, openGpuAtOnce } from '../kernels/gpu/gpu-at-once.ts'
