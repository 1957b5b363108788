/** Backends by name; `auto` takes the one that was measured to be the fastest for the size and is there. */
export const BACKENDS = ['auto', 'float64', 'webasm', 'webgpu'] as const
export type BackendName = (typeof BACKENDS)[number]
