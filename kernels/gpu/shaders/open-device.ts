import { adapterName } from '../adapter-name.ts'
import { PlanError } from '../plan-error.ts'
import type { ShaderPlan, ShaderRun } from './shader-plan.ts'
import { lostPrimitive, PRIMITIVE_SHADER, primitiveInputs } from './two-float.ts'
import type { Adapter, Device } from './webgpu-interface.ts'
import { writeShader } from './write-shader.ts'

/** Arrays that a shader here binds at most. */
const MOST_ARRAYS = 10

/** A device of WebGPU. */
export interface OpenDevice {
  readonly device: Device
  /** Of its adapter. */
  readonly name: string
  /** Why it is gone, once that is known. */
  readonly lost: string | undefined
}

/**
 * Opens the GPU that the global `navigator` names.
 * @throws PlanError where it is too small
 */
export async function openDevice(): Promise<OpenDevice> {
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
  return {
    device,
    name,
    get lost() {
      return lost
    },
  }
}

/** What is tried on every GPU before it is used. */
export interface Trial {
  readonly plan: ShaderPlan
  readonly run: string
  readonly given: ReadonlyMap<number, Float32Array>
  readonly found: ReadonlyMap<number, Float32Array>
  /**
   * After the run.
   * @param name of the adapter
   * @throws PlanError that says why the GPU cannot be used
   */
  judge(name: string): void
}

/** Sums and products that lose nothing, which answers rest on and which a compiler may spoil. */
export function primitiveTrial(): Trial {
  const given = primitiveInputs()
  const found = new Float32Array(2 * given.length)
  const pairs = given.length / 4
  const launch = { shader: 0, buffers: [0, 1], parameters: [pairs], groups: [pairs / 64, 1] } as const
  const run: ShaderRun = { uploads: [0], clears: [], launches: [launch], downloads: [1] }
  return {
    plan: {
      name: 'two-float primitives',
      buffers: [
        { name: 'given', length: given.length },
        { name: 'found', length: found.length },
      ],
      shaders: [writeShader(PRIMITIVE_SHADER)],
      runs: { trial: run },
    },
    run: 'trial',
    given: new Map([[0, given]]),
    found: new Map([[1, found]]),
    judge(name) {
      const primitive = lostPrimitive(given, found)
      if (primitive === undefined) return
      throw new PlanError(
        `${name} loses digits in ${primitive} of two float32, which networks need; expected an error below 2^-44 (its driver reorders sums: use another backend)`,
      )
    },
  }
}
