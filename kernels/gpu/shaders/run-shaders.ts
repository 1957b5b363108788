/** Plans of shaders on WebGPU's own interface, for what gpu.js cannot express (see shader-plan.ts): this module and compile-shader.ts alone call it. */
import { adapterName } from '../adapter-name.ts'
import { PlanError } from '../plan-error.ts'
import { compileShader, type Pipeline, type Pipelines } from './compile-shader.ts'
import type { ShaderCounts, ShaderLaunch, ShaderPlan, ShaderRun } from './shader-plan.ts'
import { lostPrimitive, PRIMITIVE_SHADER, primitiveInputs } from './two-float.ts'
import type { Adapter, Buffer, Device, Encoder } from './webgpu-interface.ts'
import { writeShader } from './write-shader.ts'

/** A plan of shaders on a GPU. */
export interface CompiledShaders {
  /**
   * @param given arrays for the uploads of the run, by buffer
   * @param found filled by its downloads, by buffer
   * @throws PlanError where the GPU is lost or refuses
   */
  run(
    name: string,
    given: ReadonlyMap<number, Float32Array>,
    found: ReadonlyMap<number, Float32Array>,
  ): Promise<void>
  readonly counts: ShaderCounts
  destroy(): void
}

/** A GPU that takes shaders. */
export interface ShaderDevice {
  /** @throws PlanError naming the shader that does not compile */
  compile(plan: ShaderPlan): Promise<CompiledShaders>
  readonly isLost: boolean
}

const USAGE = { mapRead: 1, copyFrom: 4, copyTo: 8, uniform: 64, storage: 128 }
const MAP_READ = 1
/** Parameters of launches stand so far apart in their buffer, bytes. */
const STRIDE = 256
/** Arrays that a shader here binds at most. */
const MOST_ARRAYS = 10

/**
 * Opens the GPU that the global `navigator` names.
 * @throws PlanError where it is too small, or loses digits of the sums and products that answers rest on
 */
export async function openShaderDevice(): Promise<ShaderDevice> {
  const { navigator } = globalThis as unknown as {
    navigator: { gpu: { requestAdapter(): Promise<Adapter | null> } }
  }
  const adapter = await navigator.gpu.requestAdapter()
  if (adapter === null) throw new PlanError('no WebGPU adapter is there any more')
  const name = adapterName(adapter.info)
  const limit = (key: string) => ({ [key]: adapter.limits[key] })
  if (adapter.limits.maxStorageBuffersPerShaderStage < MOST_ARRAYS) {
    throw new PlanError(
      `${name} binds ${adapter.limits.maxStorageBuffersPerShaderStage} arrays to a shader; expected ${MOST_ARRAYS} or more (use another backend)`,
    )
  }
  const device = await adapter.requestDevice({
    requiredLimits: {
      ...limit('maxStorageBufferBindingSize'),
      ...limit('maxBufferSize'),
      maxStorageBuffersPerShaderStage: MOST_ARRAYS,
    },
  })
  let lost: string | undefined
  void device.lost.then(({ message }) => {
    lost = message || 'the GPU is gone'
  })
  const pipelines: Pipelines = new Map()
  const opened: ShaderDevice = {
    compile: plan => compileShaders(device, plan, pipelines, () => lost),
    get isLost() {
      return lost !== undefined
    },
  }
  await tryPrimitives(opened, name)
  return opened
}

/** Answers rest on sums and products that lose nothing, which a compiler may spoil: the adapter is asked. */
async function tryPrimitives(device: ShaderDevice, name: string): Promise<void> {
  const given = primitiveInputs()
  const found = new Float32Array(2 * given.length)
  const pairs = given.length / 4
  const launch = { shader: 0, buffers: [0, 1], parameters: [pairs], groups: [pairs / 64, 1] } as const
  const compiled = await device.compile({
    name: 'two-float primitives',
    buffers: [
      { name: 'given', length: given.length },
      { name: 'found', length: found.length },
    ],
    shaders: [writeShader(PRIMITIVE_SHADER)],
    runs: { try: { uploads: [0], clears: [], launches: [launch], downloads: [1] } },
  })
  await compiled.run('try', new Map([[0, given]]), new Map([[1, found]]))
  compiled.destroy()
  const primitive = lostPrimitive(given, found)
  if (primitive === undefined) return
  throw new PlanError(
    `${name} loses digits in ${primitive} of two float32, which networks need; expected an error below 2^-44 (its driver reorders sums: use another backend)`,
  )
}

/** Everything that the runs of a plan use on a device. */
interface Resources {
  readonly pipelines: readonly Pipeline[]
  readonly buffers: readonly Buffer[]
  /** Parameters of all launches. */
  readonly parameters: Buffer
  readonly groups: ReadonlyMap<ShaderLaunch, object>
  readonly readBack: Buffer
  /** Pipelines that were not there before. */
  readonly compiled: number
}

async function makeResources(device: Device, plan: ShaderPlan, known: Pipelines): Promise<Resources> {
  device.pushErrorScope('out-of-memory')
  device.pushErrorScope('validation')
  const before = known.size
  const pipelines = await Promise.all(
    plan.shaders.map(({ code }, k) => {
      const pipeline = known.get(code) ?? compileShader(device, plan, k)
      known.set(code, pipeline)
      return pipeline.catch(error => {
        known.delete(code)
        throw error
      })
    }),
  )
  const buffers = plan.buffers.map(({ length }) =>
    device.createBuffer({
      size: 4 * length,
      usage: USAGE.storage | USAGE.uniform | USAGE.copyFrom | USAGE.copyTo,
    }),
  )
  const launches = Object.values(plan.runs).flatMap(run => [
    ...run.launches,
    ...(run.loop?.turns.flat() ?? []),
  ])
  const numbers = new Uint32Array((launches.length * STRIDE) / 4)
  launches.forEach(({ parameters }, k) => {
    numbers.set([0, ...parameters], (k * STRIDE) / 4)
  })
  const parameters = device.createBuffer({
    size: Math.max(STRIDE, numbers.byteLength),
    usage: USAGE.uniform | USAGE.copyTo,
  })
  device.queue.writeBuffer(parameters, 0, numbers)
  const groups = new Map(
    launches.map((launch, k) => {
      const entries = [parameters, ...launch.buffers.map(index => buffers[index])].map((buffer, binding) => ({
        binding,
        resource: binding === 0 ? { buffer, offset: k * STRIDE, size: STRIDE } : { buffer },
      }))
      return [launch, device.createBindGroup({ layout: pipelines[launch.shader].layout, entries })]
    }),
  )
  const readBack = readBackOf(device, plan)
  const invalid = await device.popErrorScope()
  const refused = (await device.popErrorScope()) ?? invalid
  if (refused !== null) throw new PlanError(`${plan.name}: ${refused.message}`)
  return { pipelines, buffers, parameters, groups, readBack, compiled: known.size - before }
}

async function compileShaders(
  device: Device,
  plan: ShaderPlan,
  known: Pipelines,
  lost: () => string | undefined,
): Promise<CompiledShaders> {
  const resources = await makeResources(device, plan, known)
  const { pipelines, buffers, parameters, groups, readBack, compiled } = resources
  const counts = {
    uploads: 0,
    uploadBytes: 0,
    downloads: 0,
    downloadBytes: 0,
    stopReads: 0,
    launches: 0,
    compiled,
  }

  function encode(encoder: Encoder, sequence: readonly ShaderLaunch[]): void {
    if (sequence.length === 0) return
    const pass = encoder.beginComputePass()
    for (const launch of sequence) {
      pass.setPipeline(pipelines[launch.shader].pipeline)
      pass.setBindGroup(0, groups.get(launch)!)
      pass.dispatchWorkgroups(...launch.groups)
    }
    pass.end()
    counts.launches += sequence.length
  }

  /** Fills `values` from a place in a buffer. */
  async function read(encoder: Encoder, from: Buffer, offset: number, values: Float32Array): Promise<void> {
    encoder.copyBufferToBuffer(from, offset, readBack, 0, values.byteLength)
    device.queue.submit([encoder.finish()])
    await readBack.mapAsync(MAP_READ)
    values.set(new Float32Array(readBack.getMappedRange(), 0, values.length))
    readBack.unmap()
  }

  const status = new Float32Array(1)
  async function repeat({ turns, atOnce, most, stop }: NonNullable<ShaderRun['loop']>): Promise<void> {
    for (let turn = 0; turn < most; ) {
      const encoder = device.createCommandEncoder()
      const end = Math.min(most, turn + atOnce)
      for (; turn < end; turn++) encode(encoder, turns[turn % turns.length])
      counts.stopReads++
      await read(encoder, buffers[stop.buffer], 4 * stop.at, status)
      if (status[0] !== 0) return
    }
  }

  async function carryOut(
    { uploads, clears, launches: first, loop, downloads }: ShaderRun,
    given: ReadonlyMap<number, Float32Array>,
    found: ReadonlyMap<number, Float32Array>,
  ): Promise<void> {
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
    device.queue.submit([encoder.finish()])
    if (loop !== undefined) await repeat(loop)
    if (downloads.length === 0) await device.queue.onSubmittedWorkDone()
    for (const index of downloads) {
      const values = found.get(index)!
      await read(device.createCommandEncoder(), buffers[index], 0, values)
      counts.downloads++
      counts.downloadBytes += values.byteLength
    }
  }

  return {
    counts,
    async run(name, given, found) {
      device.pushErrorScope('validation')
      let failure: unknown
      await carryOut(plan.runs[name], given, found).catch(error => {
        failure = error
      })
      const refusal = await device.popErrorScope().catch(() => null)
      const cause = lost() ?? refusal?.message ?? (failure as Error | undefined)?.message
      if (cause === undefined) return
      const what = lost() === undefined ? '' : 'the GPU was lost: '
      throw new PlanError(`${plan.name} (${name}): ${what}${cause}`)
    },
    destroy() {
      for (const buffer of [...buffers, parameters, readBack]) buffer.destroy()
    },
  }
}

function readBackOf(device: Device, plan: ShaderPlan): Buffer {
  const read = Object.values(plan.runs).flatMap(({ downloads }) => downloads)
  const size = Math.max(16, ...read.map(index => 4 * plan.buffers[index].length))
  return device.createBuffer({ size, usage: USAGE.mapRead | USAGE.copyTo })
}
