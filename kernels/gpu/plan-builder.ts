import type { GpuPlan, PlanFunction, PlanInput, PlanKernel, PlanSize, PlanValue } from './gpu-plan.ts'
import { lawText } from './law-text.ts'

/** A function whose text gpu.js compiles. */
// biome-ignore lint/suspicious/noExplicitAny: kernels differ in their arguments
export type KernelFunction = (this: any, ...values: any[]) => number

/** A kernel whose text is written for the case at hand. */
export interface KernelText {
  readonly name: string
  readonly text: string
}

/** Writes down a plan launch by launch. */
export interface PlanBuilder {
  /** An array that every run is given. */
  array(size: PlanSize): PlanValue
  /** A number that every run is given. */
  number(): PlanValue
  /** A launch of a kernel over an output of the given size. */
  launch(
    kernel: KernelFunction | KernelText,
    output: PlanSize,
    ...values: readonly (PlanValue | number)[]
  ): PlanValue
  /** Scalar functions that the kernels call. */
  allow(functions: readonly KernelFunction[]): void
  /** @param results launches whose outputs are read back */
  build(...results: readonly PlanValue[]): GpuPlan
}

export function createPlanBuilder(name: string): PlanBuilder {
  const functions = new Map<KernelFunction, PlanFunction>()
  const kernels: PlanKernel[] = []
  const known = new Map<string, number>()
  const inputs: PlanInput[] = []
  const steps: { kernel: number; values: PlanValue[] }[] = []

  /** The kernel of an output of this size, made once. */
  function kernelIndex(kernel: KernelFunction | KernelText, output: PlanSize): number {
    const key = [kernel.name, output.join(' ')].join('/')
    const before = known.get(key)
    if (before !== undefined) return before
    const text = typeof kernel === 'function' ? lawText(kernel) : kernel.text
    const index = kernels.push({ name: kernel.name, output, text }) - 1
    known.set(key, index)
    return index
  }

  return {
    array: size => ({ from: 'input', index: inputs.push({ kind: 'array', size }) - 1 }),
    number: () => ({ from: 'input', index: inputs.push({ kind: 'number' }) - 1 }),
    allow(list) {
      for (const one of list) functions.set(one, { text: lawText(one), argumentCount: one.length })
    },
    launch(kernel, output, ...values) {
      const given = values.map(v => (typeof v === 'number' ? { from: 'number' as const, value: v } : v))
      const step = {
        kernel: kernelIndex(kernel, output),
        values: given,
      }
      return { from: 'step', index: steps.push(step) - 1 }
    },
    build: (...results) => ({
      name,
      functions: [...functions.values()],
      kernels,
      inputs,
      steps,
      results: results.map(result => {
        if (result.from !== 'step') throw new RangeError(`${name}: a result is not the output of a launch`)
        return result.index
      }),
    }),
  }
}
