/** The `this` of a kernel in gpu.js. */
export interface KernelThread {
  readonly thread: { readonly x: number; readonly y: number; readonly z: number }
}

/** A float32 array as a kernel sees it. */
export type KernelPlanes = readonly (readonly (readonly number[])[])[]
