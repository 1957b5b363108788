import { WEBGPU_KERNEL, type WrittenKernel, writeForWebgpu } from './gpu-js.ts'
import { type GpuPlan, type PlanBackend, type PlanSize, type PlanValue, sizeCount } from './gpu-plan.ts'
import { PlanError } from './plan-error.ts'
import { planSlots } from './plan-slots.ts'
import type { Shader, ShaderBuffer, ShaderLaunch, ShaderPlan } from './shaders/shader-plan.ts'

/** A plan of kernels of gpu.js as one of shaders: gpu.js writes the kernels, launches are the project's own. */
export interface KernelShaders {
  /** Its run `begin` comes once, and then any number of `run`. */
  readonly plan: ShaderPlan
  /** Buffer of each input; undefined for a number. */
  readonly inputs: readonly (number | undefined)[]
  readonly results: readonly number[]
  /** Parameters of the launches, by buffer. */
  readonly parameters: ReadonlyMap<number, Float32Array>
  /** Puts the plan's numbers, in their order, into the parameters. */
  setNumbers(numbers: readonly number[]): void
}

/** How they are reported. */
export const KERNEL_SHADERS: PlanBackend = { kernelClass: WEBGPU_KERNEL, executor: 'one pass' }

/** WebGPU starts so many groups along an axis at most. */
const MOST_GROUPS = 65_535

/**
 * @throws PlanError naming the kernels that gpu.js does not read
 */
export function kernelShaders(plan: GpuPlan): KernelShaders {
  try {
    return writeShaders(plan)
  } catch (error) {
    const names = [...new Set(plan.kernels.map(({ name }) => name))].join(', ')
    throw new PlanError(
      `${plan.name} (kernels ${names}): ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}

function writeShaders(plan: GpuPlan): KernelShaders {
  const buffers: ShaderBuffer[] = []
  const addBuffer = (name: string, length: number): number => buffers.push({ name, length }) - 1
  const inputs = plan.inputs.map((input, k) =>
    input.kind === 'array' ? addBuffer(`input ${k}`, sizeCount(input.size)) : undefined,
  )
  const slots = planSlots(plan)
  const slotBuffers = slots.sizes.map((size, k) => addBuffer(`values ${k}`, sizeCount(size)))
  const kernels = createKernels(plan)
  const parameters = createParameters(plan, addBuffer)
  const launches: ShaderLaunch[] = plan.steps.map(({ kernel, values }, step) => {
    const sizes = values.map(value => sizeOf(plan, value))
    const { index, written } = kernels.take(kernel, sizes)
    const output = plane(plan.kernels[kernel].output)
    const bufferOf = (value: PlanValue): number =>
      value.from === 'step' ? slotBuffers[slots.of[value.index]] : inputs[(value as { index: number }).index]!
    return {
      shader: index,
      buffers: [
        parameters.take(index, written, output, values, sizes),
        ...written.arrays.map(({ argument }) => bufferOf(values[argument])),
        slotBuffers[slots.of[step]],
      ],
      parameters: [],
      groups: groupsOf(output, written),
    }
  })
  const results = plan.results.map(step => slotBuffers[slots.of[step]])
  const run = { clears: [], launches, downloads: results }
  return {
    plan: {
      name: plan.name,
      buffers,
      shaders: kernels.shaders,
      runs: {
        begin: { uploads: parameters.fixed(), clears: [], launches: [], downloads: [] },
        run: { ...run, uploads: [...inputs.filter(input => input !== undefined), ...parameters.varying()] },
      },
    },
    inputs,
    results,
    parameters: parameters.memory,
    setNumbers: parameters.setNumbers,
  }
}

/** Kernels for arguments of the kinds at hand, written once. */
function createKernels({ functions, kernels }: GpuPlan) {
  const shaders: Shader[] = []
  const known = new Map<string, { readonly index: number; readonly written: WrittenKernel }>()
  return {
    shaders,
    take(kernel: number, sizes: readonly (PlanSize | undefined)[]) {
      const key = [kernel, ...sizes.map(size => (size === undefined ? 'number' : 'array'))].join(' ')
      const before = known.get(key)
      if (before !== undefined) return before
      const { name, text, output } = kernels[kernel]
      const written = writeForWebgpu(functions, text, plane(output), sizes)
      // Binding 0 belongs to whole numbers that these kernels do without.
      const code = written.code.replace(/@binding\((\d+)\)/g, (_, k) => `@binding(${Number(k) + 1})`)
      const type = 'array<f32>'
      const bindings = [
        { name: 'params', type: 'Params', access: 'uniform' as const },
        ...written.arrays.map((_, k) => ({ name: `argument ${k}`, type, access: 'read' as const })),
        { name: 'result', type, access: 'write' as const },
      ]
      const index = shaders.push({ name, code, bindings, parameters: [] }) - 1
      const one = { index, written }
      known.set(key, one)
      return one
    },
  }
}

/** Parameters of the launches; launches that are given the same ones share them. */
function createParameters(plan: GpuPlan, addBuffer: (name: string, length: number) => number) {
  const memory = new Map<number, Float32Array>()
  const known = new Map<string, number>()
  /** Places of each number of the plan. */
  const places = new Map<number, { readonly buffer: number; readonly at: number }[]>()
  const numbers = plan.inputs.flatMap(({ kind }, k) => (kind === 'number' ? [k] : []))
  const varying = (): number[] => [...new Set([...places.values()].flat().map(({ buffer }) => buffer))]
  return {
    memory,
    varying,
    fixed: () => [...memory.keys()].filter(buffer => !varying().includes(buffer)),
    setNumbers(given: readonly number[]) {
      numbers.forEach((input, k) => {
        for (const { buffer, at } of places.get(input) ?? []) memory.get(buffer)![at] = given[k]
      })
    },
    take(
      shader: number,
      { parameterBytes, arrays, numbers }: WrittenKernel,
      output: PlanSize,
      values: readonly PlanValue[],
      sizes: readonly (PlanSize | undefined)[],
    ): number {
      const key = JSON.stringify([shader, output, sizes, numbers.map(({ argument }) => values[argument])])
      const before = known.get(key)
      if (before !== undefined) return before
      const floats = new Float32Array(parameterBytes / 4)
      const whole = new Uint32Array(floats.buffer)
      const buffer = addBuffer(`parameters ${memory.size}`, floats.length)
      memory.set(buffer, floats)
      known.set(key, buffer)
      whole.set(threeOf(output))
      for (const { argument, at } of arrays) {
        const size = threeOf(sizes[argument]!)
        whole.set([...size, sizeCount(size)], at / 4)
      }
      for (const { argument, at } of numbers) {
        const value = values[argument]
        if (value.from === 'number') floats[at / 4] = value.value
        else places.set(value.index, [...(places.get(value.index) ?? []), { buffer, at: at / 4 }])
      }
      return buffer
    },
  }
}

/** Size of an argument; undefined for a number. */
function sizeOf({ inputs, kernels, steps }: GpuPlan, value: PlanValue): PlanSize | undefined {
  if (value.from === 'number') return undefined
  if (value.from === 'step') return kernels[steps[value.index].kernel].output
  const input = inputs[value.index]
  return input.kind === 'array' ? input.size : undefined
}

/** gpu.js folds lines of one dimension by rules of its own; as a plane of one row they need none. */
function plane(size: PlanSize): PlanSize {
  return size.length === 1 ? [size[0], 1] : size
}

function threeOf(size: PlanSize): readonly [number, number, number] {
  const [columns, rows = 1, arrays = 1] = size
  return [columns, rows, arrays]
}

function groupsOf(output: PlanSize, { group }: WrittenKernel): readonly [number, number, number] {
  const groups = threeOf(output).map((length, axis) => Math.ceil(length / group[axis])) as [
    number,
    number,
    number,
  ]
  const most = Math.max(...groups)
  if (most > MOST_GROUPS)
    throw new RangeError(
      `an output of ${output.join(' x ')} needs ${most} groups of threads; expected at most ${MOST_GROUPS}`,
    )
  return groups
}
