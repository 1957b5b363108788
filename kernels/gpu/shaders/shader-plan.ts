/**
 * A plan that WebGPU runs without gpu.js, as data. gpu.js gives each thread one value of its output and no memory that a group of
 * threads shares, so a plan of its kernels can neither carry currents along a line in one launch, nor sum over a plane, nor stop
 * when a number is small enough. These plans can; run-shaders.ts carries them out.
 */
export interface ShaderPlan {
  readonly name: string
  readonly buffers: readonly ShaderBuffer[]
  readonly shaders: readonly Shader[]
  readonly runs: Readonly<Record<string, ShaderRun>>
}

/** An array on the GPU. */
export interface ShaderBuffer {
  readonly name: string
  /** float32 values. */
  readonly length: number
}

/** A compute shader in WGSL; its entry point is `main`. */
export interface Shader {
  readonly name: string
  readonly code: string
  readonly bindings: readonly ShaderBinding[]
  /** Names of the whole numbers that each launch gives, in their order. */
  readonly parameters: readonly string[]
}

export interface ShaderBinding {
  readonly name: string
  /** WGSL type of the whole array. */
  readonly type: string
  readonly access: ShaderAccess
}

export type ShaderAccess = 'read' | 'write' | 'both' | 'uniform'

export interface ShaderLaunch {
  readonly shader: number
  /** Buffer behind each binding. */
  readonly buffers: readonly number[]
  readonly parameters: readonly number[]
  /** Groups of threads. */
  readonly groups: readonly [number, number] | readonly [number, number, number]
}

/** Work of one call, in this order. */
export interface ShaderRun {
  /** Buffers that come from the host. */
  readonly uploads: readonly number[]
  /** Buffers that are set to 0. */
  readonly clears: readonly number[]
  readonly launches: readonly ShaderLaunch[]
  readonly loop?: ShaderLoop
  /** Buffers that go to the host. */
  readonly downloads: readonly number[]
}

/** Launches that are repeated until a number on the GPU says that it is enough. */
export interface ShaderLoop {
  /** Turn k runs sequence k modulo their count. */
  readonly turns: readonly (readonly ShaderLaunch[])[]
  /** Turns that are handed over at once, before the number is read. */
  readonly atOnce: number
  readonly most: number
  /** The buffer and the place in it of the number that is not 0 at the end. */
  readonly stop: { readonly buffer: number; readonly at: number }
}

/** Counts of a program since it was compiled. */
export interface ShaderCounts {
  /** Arrays and bytes from and to the host, and numbers that were read to know when to stop. */
  readonly uploads: number
  readonly uploadBytes: number
  readonly downloads: number
  readonly downloadBytes: number
  readonly stopReads: number
  readonly launches: number
  /** Pipelines made for it. */
  readonly compiled: number
}

/** Bytes that launches move: each reads its arrays once and writes them once, which is what is left when caches serve the neighbours. */
export function launchBytes(plan: ShaderPlan, launches: readonly ShaderLaunch[]): number {
  let bytes = 0
  for (const { shader, buffers } of launches) {
    plan.shaders[shader].bindings.forEach(({ access }, k) => {
      bytes += 4 * plan.buffers[buffers[k]].length * (access === 'both' ? 2 : 1)
    })
  }
  return bytes
}

/**
 * Bytes that nothing can do without where launches are repeated: every array that one turn leaves to the next is read once, and
 * written once where it changes. What a turn makes and uses up itself costs nothing.
 */
export function leastBytes(plan: ShaderPlan, launches: readonly ShaderLaunch[]): number {
  const first = new Map<number, 'read' | 'written'>()
  const changed = new Set<number>()
  for (const { shader, buffers } of launches) {
    const { bindings } = plan.shaders[shader]
    const reads = (access: string) => access !== 'write'
    bindings.forEach(({ access }, k) => {
      const buffer = buffers[k]
      if (!first.has(buffer)) first.set(buffer, reads(access) ? 'read' : 'written')
      if (access === 'write' || access === 'both') changed.add(buffer)
    })
  }
  let bytes = 0
  for (const [buffer, how] of first) {
    if (how === 'read') bytes += 4 * plan.buffers[buffer].length * (changed.has(buffer) ? 2 : 1)
  }
  return bytes
}

/** Bytes of the largest array and of all. */
export function shaderBytes({ buffers }: ShaderPlan): { readonly largest: number; readonly total: number } {
  const sizes = buffers.map(({ length }) => 4 * length)
  return { largest: Math.max(...sizes), total: sizes.reduce((sum, bytes) => sum + bytes, 0) }
}
