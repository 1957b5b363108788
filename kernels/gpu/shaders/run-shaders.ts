/** Plans of shaders on WebGPU's own interface, for what gpu.js cannot launch (see shader-plan.ts), on a thread that awaits the GPU. */
import { PlanError } from '../plan-error.ts'
import { carryOut, type HostMemory, noCounts, type Reading } from './carry-out.ts'
import { compileShader, type Pipeline } from './compile-shader.ts'
import { type OpenDevice, openDevice, primitiveTrial } from './open-device.ts'
import type { ShaderCounts, ShaderPlan } from './shader-plan.ts'
import { makeResources, type Resources, USAGE } from './shader-resources.ts'
import type { Buffer, Device } from './webgpu-interface.ts'

/** A plan of shaders on a GPU. */
export interface CompiledShaders {
  /**
   * @param given arrays for the uploads of the run, by buffer
   * @param found filled by its downloads, by buffer
   * @throws PlanError where the GPU is lost or refuses
   */
  run(name: string, given: HostMemory, found: HostMemory): Promise<void>
  readonly counts: ShaderCounts
  destroy(): void
}

/** A GPU that takes shaders. */
export interface ShaderDevice {
  /** @throws PlanError naming the shader that does not compile */
  compile(plan: ShaderPlan): Promise<CompiledShaders>
  readonly isLost: boolean
}

/** Pipelines of a device by their text, so that plans of other shapes compile only what is new in them. */
type Pipelines = Map<string, Promise<Pipeline>>

const MAP_READ = 1

/**
 * Opens the GPU that the global `navigator` names.
 * @throws PlanError where it is too small, or loses digits of the sums and products that answers rest on
 */
export async function openShaderDevice(): Promise<ShaderDevice> {
  const open = await openDevice()
  const pipelines: Pipelines = new Map()
  const opened: ShaderDevice = {
    compile: plan => compileShaders(open, plan, pipelines),
    get isLost() {
      return open.lost !== undefined
    },
  }
  const { plan, run, given, found, judge } = primitiveTrial()
  const compiled = await opened.compile(plan)
  await compiled.run(run, given, found)
  compiled.destroy()
  judge(open.name)
  return opened
}

async function compileShaders(
  open: OpenDevice,
  plan: ShaderPlan,
  known: Pipelines,
): Promise<CompiledShaders> {
  const { device } = open
  const before = known.size
  const { resources, readBack } = await allocate(device, plan, known)
  const counts = noCounts(known.size - before)

  async function read({ encoder, from, offset, values }: Reading): Promise<void> {
    encoder.copyBufferToBuffer(from, offset, readBack, 0, values.byteLength)
    device.queue.submit([encoder.finish()])
    await readBack.mapAsync(MAP_READ)
    values.set(new Float32Array(readBack.getMappedRange(), 0, values.length))
    readBack.unmap()
  }

  async function carry(name: string, given: HostMemory, found: HostMemory): Promise<void> {
    let waited = false
    const work = carryOut(device, resources, plan.runs[name], { given, found }, counts, encoder =>
      device.queue.submit([encoder.finish()]),
    )
    for (const reading of work) {
      await read(reading)
      waited = true
    }
    if (!waited) await device.queue.onSubmittedWorkDone()
  }

  return {
    counts,
    async run(name, given, found) {
      device.pushErrorScope('validation')
      let failure: unknown
      await carry(name, given, found).catch(error => {
        failure = error
      })
      const refusal = await device.popErrorScope().catch(() => null)
      const cause = open.lost ?? refusal?.message ?? (failure as Error | undefined)?.message
      if (cause === undefined) return
      const what = open.lost === undefined ? '' : 'the GPU was lost: '
      throw new PlanError(`${plan.name} (${name}): ${what}${cause}`)
    },
    destroy() {
      resources.destroy()
      readBack.destroy()
    },
  }
}

/** Pipelines and memory of a plan. @throws PlanError where it does not compile or fit */
async function allocate(
  device: Device,
  plan: ShaderPlan,
  known: Pipelines,
): Promise<{ readonly resources: Resources; readonly readBack: Buffer }> {
  device.pushErrorScope('out-of-memory')
  device.pushErrorScope('validation')
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
  const resources = makeResources(device, plan, pipelines)
  const read = Object.values(plan.runs).flatMap(({ downloads }) => downloads)
  const readBack = device.createBuffer({
    size: Math.max(16, ...read.map(index => 4 * plan.buffers[index].length)),
    usage: USAGE.mapRead | USAGE.copyTo,
  })
  const invalid = await device.popErrorScope()
  const refused = (await device.popErrorScope()) ?? invalid
  if (refused !== null) throw new PlanError(`${plan.name}: ${refused.message}`)
  return { resources, readBack }
}
