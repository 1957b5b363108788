import type { ShaderCounts, ShaderLaunch, ShaderRun } from './shader-plan.ts'
import type { Resources } from './shader-resources.ts'
import type { Buffer, Device, Encoder } from './webgpu-interface.ts'

/** Arrays of the host, by buffer. */
export type HostMemory = ReadonlyMap<number, Float32Array>

/** What a run waits for: values of a place in a buffer, after what the encoder holds. */
export interface Reading {
  readonly encoder: Encoder
  readonly from: Buffer
  /** Bytes. */
  readonly offset: number
  /** To be filled. */
  readonly values: Float32Array
}

export type Counts = { -readonly [Key in keyof ShaderCounts]: ShaderCounts[Key] }

/** @param compiled pipelines made for the program */
export function noCounts(compiled: number): Counts {
  return { uploads: 0, uploadBytes: 0, downloads: 0, downloadBytes: 0, stopReads: 0, launches: 0, compiled }
}

/**
 * The work of one run. It stops at every number that it needs from the GPU and goes on when that is there, whether it was awaited or
 * read at once.
 * @param submit hands an encoder over
 * @param given arrays for the uploads
 * @param found filled by the downloads
 */
export function* carryOut(
  device: Device,
  { pipelines, buffers, groups }: Resources,
  { uploads, clears, launches: first, loop, downloads }: ShaderRun,
  { given, found }: { readonly given: HostMemory; readonly found: HostMemory },
  counts: Counts,
  submit: (encoder: Encoder) => void,
): Generator<Reading, void> {
  function encode(encoder: Encoder, sequence: readonly ShaderLaunch[]): void {
    if (sequence.length === 0) return
    const pass = encoder.beginComputePass()
    for (const launch of sequence) {
      pass.setPipeline(pipelines[launch.shader].pipeline)
      pass.setBindGroup(0, groups.get(launch)!)
      const [x, y, z = 1] = launch.groups
      pass.dispatchWorkgroups(x, y, z)
    }
    pass.end()
    counts.launches += sequence.length
  }

  for (const index of uploads) {
    // A copy, for shared memory is none of WebGPU's.
    const values = given.get(index)!.slice()
    device.queue.writeBuffer(buffers[index], 0, values)
    counts.uploads++
    counts.uploadBytes += values.byteLength
  }
  const encoder = device.createCommandEncoder()
  for (const index of clears) encoder.clearBuffer(buffers[index])
  encode(encoder, first)
  submit(encoder)
  if (loop !== undefined) {
    const { turns, atOnce, most, stop } = loop
    const values = new Float32Array(1)
    for (let turn = 0; turn < most && values[0] === 0; ) {
      const encoder = device.createCommandEncoder()
      const end = Math.min(most, turn + atOnce)
      for (; turn < end; turn++) encode(encoder, turns[turn % turns.length])
      counts.stopReads++
      yield { encoder, from: buffers[stop.buffer], offset: 4 * stop.at, values }
    }
  }
  for (const index of downloads) {
    const values = found.get(index)!
    yield { encoder: device.createCommandEncoder(), from: buffers[index], offset: 0, values }
    counts.downloads++
    counts.downloadBytes += values.byteLength
  }
}
